// Writes static/built: the style sheet, its right-to-left twin, the script and the icon; and the
// listen widget.
import { copyFile, mkdir, readFile, writeFile } from "node:fs/promises";
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

// dom-accessibility-api brings what browsers have had for long, its own Set even where there is one,
// and options of which the widget gives one.
const NATIVE = {
  SetLike: [/.*/s, "export default Set;"],
  "array.from": [/.*/s, "export default Array.from;"],
  getRole: [
    /(?<=export )function getLocalName\(.*?\n}/s,
    "const getLocalName = ({ localName }) => localName;",
  ],
  "accessible-name-and-description": [
    /function getLabels\(.*?\n}(.*?)var options = .*?\n  };/s,
    `const getLabels = ({ labels }) => (labels ? [...labels] : null);
    $1 const { getComputedStyle } = arguments[1], uncachedGetComputedStyle = getComputedStyle;
    const consultedNodes = new Set(), computedStyleSupportsPseudoElements = true;
    const compute = "name", hidden = false;`,
  ],
};
const withoutPolyfills = {
  name: "without-polyfills",
  setup({ onLoad }) {
    onLoad({ filter: /dom-accessibility-api/ }, async ({ path }) => {
      const source = await readFile(path, "utf8");
      const [old, native] = NATIVE[basename(path, ".mjs")] || [/^/, ""];
      if (!old.test(source)) throw Error(`${path} no longer has ${old}`);
      return { contents: source.replace(old, native) };
    });
  },
};

const LICENCE =
  "/*! Outspoken. With dom-accessibility-api, (c) 2020 Sebastian Silbermann: MIT License */";

// Names of properties that neither a page nor the service is ever told, besides those of flags.
const OWN = [
  ...["aborter", "asShown", "described", "fetchAgain", "fetchAhead", "fetched", "getSource", "launcher"],
  ...["pieces", "privateSelector", "publicPage", "sayAs", "wordsLang"],
];

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
  const settings = {
    ecma: 2019,
    compress: { passes: 3, hoist_funs: true, pure_getters: true, unsafe_arrows: true },
    mangle: { properties: { regex: RegExp(`^(is[A-Z].*|${OWN.join("|")})$`) } },
    format: { preamble: LICENCE },
  };
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
