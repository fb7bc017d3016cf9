// Writes static/built: the style sheet, its right-to-left twin, the script and the icon; and the
// listen widget.
import { copyFile, mkdir, writeFile } from "node:fs/promises";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";

import { build } from "esbuild";
import rtlcss from "rtlcss";
import { compile } from "sass";
import { minify } from "terser";

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

const LICENCE =
  "/*! Outspoken. With dom-accessibility-api, (c) 2020 Sebastian Silbermann: MIT License */";

async function buildWidget() {
  const { outputFiles } = await build({
    ...BROWSERS,
    entryPoints: [here(`${WIDGET}main.js`), here(`${WIDGET}listen.css`)],
    outdir: OUTPUT,
    bundle: true,
    write: false,
    minify: true,
    format: "iife",
    charset: "utf8",
    nodePaths: [here("node_modules")],
    plugins: [withoutPolyfills],
  });
  const [script, look] = outputFiles.map(({ text }) => text);
  // Every phone loads this file: terser makes it a twentieth smaller than esbuild does.
  const settings = { ecma: 2019, compress: { passes: 3, pure_getters: true, unsafe_arrows: true }, format: { preamble: LICENCE } };
  const { code } = await minify(script, settings);
  await Promise.all([writeFile(`${OUTPUT}listen.js`, code), writeFile(`${OUTPUT}listen.css`, look)]);
}

await mkdir(OUTPUT, { recursive: true });
await Promise.all([
  buildStyles(),
  buildScript(),
  buildWidget(),
  copyFile(here("src/icon.svg"), `${OUTPUT}icon.svg`),
]);
