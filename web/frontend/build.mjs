// Writes static/built: the style sheet, its right-to-left twin, the script and the icon; and the
// listen widget.
import { copyFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

import { build, transform } from "esbuild";
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

async function minifyStyles(path) {
  const { code } = await transform(await readFile(path, "utf8"), {
    ...BROWSERS,
    loader: "css",
    minify: true,
  });
  return code.trim();
}

// The widget is one file: its styles stand in it as text.
const stylesAsText = {
  name: "styles-as-text",
  setup({ onLoad }) {
    onLoad({ filter: /\.css$/ }, async ({ path }) => ({
      contents: await minifyStyles(path),
      loader: "text",
    }));
  },
};

const buildWidget = () =>
  build({
    ...BROWSERS,
    entryPoints: [here(`${WIDGET}main.js`)],
    outfile: `${OUTPUT}listen.js`,
    bundle: true,
    minify: true,
    format: "iife",
    legalComments: "linked",
    charset: "utf8",
    nodePaths: [here("node_modules")],
    plugins: [stylesAsText],
  });

/** Writes the sheet that browsers without constructed ones link to. */
const buildWidgetStyles = async () =>
  writeFile(`${OUTPUT}listen.css`, await minifyStyles(here(`${WIDGET}shadow.css`)));

await mkdir(OUTPUT, { recursive: true });
await Promise.all([
  buildStyles(),
  buildScript(),
  buildWidget(),
  buildWidgetStyles(),
  copyFile(here("src/icon.svg"), `${OUTPUT}icon.svg`),
]);
