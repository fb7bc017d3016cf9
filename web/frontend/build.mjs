// Writes static/built: the style sheet, its right-to-left twin, the script and the icon.
import { copyFile, mkdir, writeFile } from "node:fs/promises";
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

const buildScript = () =>
  build({
    entryPoints: [here("src/pages.js")],
    outfile: `${OUTPUT}pages.js`,
    bundle: true,
    minify: true,
    format: "iife",
    target: ["chrome80", "safari14", "firefox90"],
    // Safari 14.0 has it, save for a rare fault in the order of evaluation.
    supported: { destructuring: true },
    legalComments: "linked",
  });

await mkdir(OUTPUT, { recursive: true });
await Promise.all([
  buildStyles(),
  buildScript(),
  copyFile(here("src/icon.svg"), `${OUTPUT}icon.svg`),
]);
