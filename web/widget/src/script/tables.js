// Tables of data, row by row, each cell after its header: "Month: January; Amount: 120".
import { gather } from "./gather.js";
import { isHidden, isShown, listReferenced, recall } from "./page.js";
import { FIELDS, isButton, isField, roleOf } from "./roles.js";
import { layOut, separate } from "./runs.js";
import { isSpoken, read } from "./text.js";

const LONGEST_HEADER = 200; // Characters; a longer one is said once, in its own row.

/** Whether a table holds data, other than one that only lays out a page or a form. */
export function isData(page, table) {
  if (/^(presentation|none)$/.test(roleOf(table)) || table.querySelector("table")) return false;
  const controls = [...table.querySelectorAll(`${FIELDS},button,[role~=button]`)];
  const isForm = controls.some((one) => (isField(one) || isButton(one)) && isShown(page, one));
  const isLaidOut = table.querySelector("h1,h2,h3,h4,h5,h6,ul,ol,dl,form");
  return !isForm && (table.querySelector("th") !== null || !isLaidOut);
}

/** The caption of a table of data, then its rows. */
export function sayTable(page, table) {
  const { caption } = table;
  const title = caption && !isHidden(page, caption) ? gather(page, caption) : [];
  return [...layOut(page, title, "text"), ...sayRows(page, table)];
}

/** Header rows are said with the rows that they head, or alone if there are none. */
function sayRows(page, table) {
  const rows = [...table.rows].filter((row) => isShown(page, row));
  const cells = rows.map((row) => [...row.cells].filter((cell) => !isHidden(page, cell)));
  const isHeading = cells.map(isHeader);
  const lastData = isHeading.lastIndexOf(false);
  const takenUntil = [];
  let headers = [];
  return cells.flatMap((own, index) => {
    const placed = place(own, index, takenUntil);
    if (!isHeading[index] || placed.length < 2 || index > lastData)
      return sayRow(page, placed, headers);
    headers = addHeaders(page, placed, isHeading[index - 1] ? headers : []);
    return [];
  });
}

/** Each cell with its columns, beside the cells that reach down from above. */
function place(cells, row, takenUntil) {
  let column = 0;
  return cells.map((cell) => {
    while (takenUntil[column] >= row) column += 1;
    const columns = Array.from({ length: cell.colSpan }, () => column++);
    for (const taken of columns) takenUntil[taken] = row + cell.rowSpan - 1;
    return { cell, columns };
  });
}

/** The headers of columns with those of one more row below them. */
function addHeaders(page, placed, headers) {
  const added = [...headers];
  for (const { cell, columns } of placed) {
    const own = readHeader(page, cell);
    for (const column of own.length ? columns : []) {
      const above = headers[column];
      added[column] = above ? [...above, { text: " ", element: cell }, ...own] : own;
    }
  }
  return added;
}

/** What a cell says, without a colon at its end, where punctuation will be added. */
const readCell = (page, cell) => recall(page, "cell", cell, gatherCell);

function gatherCell(page, cell) {
  const pieces = gather(page, cell);
  if (!pieces.some(({ text }) => isSpoken(text))) return [];
  while (!pieces[pieces.length - 1].text.trim()) pieces.pop();
  const last = pieces.pop();
  return [...pieces, { ...last, text: last.text.trimEnd().replace(/:$/, "") }];
}

/** What a header cell says, nothing if that is too long to be repeated. */
function readHeader(page, cell) {
  const pieces = readCell(page, cell);
  return pieces.map(({ text }) => text).join("").length > LONGEST_HEADER ? [] : pieces;
}

function sayRow(page, placed, headers) {
  const run = [];
  let isNamed = false;
  for (const { cell, columns } of placed) {
    const pieces = readCell(page, cell);
    if (!pieces.length) continue;
    const header = findHeader(page, cell, headers[columns[0]] || []);
    if (run.length)
      separate(run, isNamed && cell.localName === "td" && !header.length ? ": " : "; ");
    run.push(...header);
    if (header.length) separate(run, ": ");
    run.push(...pieces);
    isNamed = cell.localName === "th" && !header.length;
  }
  return layOut(page, run, "text");
}

/** The headers that a cell names by id, else those of its column. */
function findHeader(page, cell, above) {
  const named = listReferenced(cell, "headers")
    .filter((header) => header !== cell)
    .map((header) => readHeader(page, header))
    .filter((header) => header.length);
  const comma = { text: ", ", element: cell };
  return named.length ? named.reduce((all, header) => [...all, comma, ...header]) : above;
}

/** Whether a row heads the columns: header cells only, but for an empty corner. */
const isHeader = (cells) =>
  cells.some((cell) => cell.localName === "th") &&
  cells.every((cell) =>
    cell.localName === "th"
      ? !/^row/i.test(read(cell, "scope"))
      : !cell.children.length && !isSpoken(cell.textContent),
  );
