// Writes static/built: the style sheet, its right-to-left twin, the script and the icon; and the
// listen widget.
import { copyFile, mkdir, writeFile } from "node:fs/promises";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";

import { build } from "esbuild";
import rtlcss from "rtlcss";
import { compile } from "sass";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const OUTPUT = here("../static/built/");

async function buildStyles() {
  const { css } = compile(here("src/pages.scss"), {
    loadPaths: [here("node_modules/govuk-frontend/dist")],
    style: "compressed",
    quietDeps: true,
  });
  await writeFile(`${OUTPUT}pages.css`, css);
  await writeFile(`${OUTPUT}pages.rtl.css`, rtlcss.process(css));
}

const BROWSERS = {
  target: ["chrome80", "safari14", "firefox90"],
  // Safari 14.0 has it, save for a rare fault in the order of evaluation.
  supported: { destructuring: true },
};
const WIDGET = "../widget/src/";

const buildScript = () =>
  build({
    ...BROWSERS,
    entryPoints: [here("src/pages.js")],
    outfile: `${OUTPUT}pages.js`,
    bundle: true,
    minify: true,
    format: "iife",
    legalComments: "linked",
  });

// dom-accessibility-api brings what browsers have had for long, and its own Set even where there is one.
const NATIVE = { SetLike: "Set", "array.from": "Array.from" };
const withoutPolyfills = {
  name: "without-polyfills",
  setup({ onLoad }) {
    onLoad({ filter: /dom-accessibility-api.*polyfills/ }, ({ path }) => ({
      contents: `export default ${NATIVE[basename(path, ".mjs")]}`,
    }));
  },
};

const buildWidget = () =>
  build({
    ...BROWSERS,
    entryPoints: [here(`${WIDGET}main.js`), here(`${WIDGET}listen.css`)],
    entryNames: "listen",
    outdir: OUTPUT,
    bundle: true,
    minify: true,
    format: "iife",
    legalComments: "linked",
    charset: "utf8",
    nodePaths: [here("node_modules")],
    plugins: [withoutPolyfills],
  });

await mkdir(OUTPUT, { recursive: true });
await Promise.all([
  buildStyles(),
  buildScript(),
  buildWidget(),
  copyFile(here("src/icon.svg"), `${OUTPUT}icon.svg`),
]);
