// Tables of data, row by row, each cell after its header: "Month: January; Amount: 120".
import { areSpoken, gather } from "./gather.js";
import { FIELDS, isButton, isField, roleOf } from "./roles.js";
import { Run, layOut } from "./runs.js";
import { isSpoken } from "./text.js";

const LONGEST_HEADER = 200; // Characters; a longer one is said once, in its own row.
const MOST_LEVELS = 3;
const LAID_OUT = "h1,h2,h3,h4,h5,h6,ul,ol,dl,form";

/** Whether a table holds data, other than one that only lays out a page or a form. */
export function isData(page, table) {
  if (["presentation", "none"].includes(roleOf(table)) || table.querySelector("table")) return false;
  const controls = [...table.querySelectorAll(`${FIELDS},button,[role~=button]`)];
  const isForm = controls.some((one) => (isField(one) || isButton(one)) && page.isShown(one));
  return !isForm && (table.querySelector("th") !== null || !table.querySelector(LAID_OUT));
}

/** The caption of a table of data, then its rows. */
export function readTable(page, table) {
  const { caption } = table;
  const title = caption && !page.isHidden(caption) ? gather(page, caption) : [];
  const rows = [...table.rows].filter((row) => page.isShown(row));
  return [...layOut(page, title, "text"), ...new Rows(page).read(rows)];
}

/** The rows of one table: which columns are taken by cells above, and how they are headed. */
class Rows {
  constructor(page) {
    this.page = page;
    this.headers = [];
    this.takenUntil = [];
    this.levels = 0;
    this.gathered = new Map();
  }

  /** Header rows are said with the rows that they head, or alone if there are none. */
  read(rows) {
    const cells = rows.map((row) => [...row.cells].filter((cell) => !this.page.isHidden(cell)));
    const isHeading = cells.map(isHeader);
    const lastData = isHeading.lastIndexOf(false);
    return cells.flatMap((own, index) => {
      const placed = this.place(own, index);
      if (isHeading[index] && placed.length > 1 && index < lastData && this.levels < MOST_LEVELS) {
        this.head(placed);
        return [];
      }
      this.levels = 0;
      return this.readRow(placed);
    });
  }

  /** Each cell with its columns, beside the cells that reach down from above. */
  place(cells, row) {
    let column = 0;
    return cells.map((cell) => {
      while (this.takenUntil[column] >= row) column += 1;
      const columns = Array.from({ length: cell.colSpan }, (_, index) => column + index);
      columns.forEach((taken) => (this.takenUntil[taken] = row + cell.rowSpan - 1));
      column += cell.colSpan;
      return { cell, columns };
    });
  }

  /** Take a row as headers, below those of a header row right above it. */
  head(placed) {
    if (!this.levels) this.headers = [];
    this.levels += 1;
    for (const { cell, columns } of placed) {
      const own = this.header(cell);
      for (const column of own.length ? columns : []) {
        const above = this.headers[column];
        this.headers[column] = above ? [...above, { text: " ", element: cell }, ...own] : own;
      }
    }
  }

  /** What a header cell says, nothing if that is too long to be repeated. */
  header(cell) {
    const pieces = this.pieces(cell);
    return pieces.reduce((sum, piece) => sum + piece.text.length, 0) > LONGEST_HEADER ? [] : pieces;
  }

  pieces(cell) {
    if (!this.gathered.has(cell)) {
      const pieces = gather(this.page, cell);
      this.gathered.set(cell, areSpoken(pieces) ? withoutColon(pieces) : []);
    }
    return this.gathered.get(cell);
  }

  readRow(placed) {
    const run = new Run(this.page);
    let isNamed = false;
    for (const { cell, columns } of placed) {
      const pieces = this.pieces(cell);
      if (!pieces.length) continue;
      const header = this.headerOf(cell, columns[0]);
      if (run.pieces.length) {
        run.separate(isNamed && cell.localName === "td" && !header.length ? ": " : "; ");
      }
      if (header.length) {
        run.pieces.push(...header);
        run.separate(": ");
      }
      run.pieces.push(...pieces);
      isNamed = cell.localName === "th" && !header.length;
    }
    return layOut(this.page, run.pieces, "text");
  }

  /** The headers that a cell names by id, else those of its column. */
  headerOf(cell, column) {
    const named = this.page.referenced(cell, "headers").filter((header) => header !== cell);
    const joined = named.reduce((all, header) => {
      const own = this.header(header);
      return all.length && own.length ? [...all, { text: ", ", element: cell }, ...own] : [...all, ...own];
    }, []);
    return joined.length ? joined : this.headers[column] || [];
  }
}

/** Whether a row heads the columns: header cells only, but for an empty corner. */
const isHeader = (cells) =>
  cells.some((cell) => cell.localName === "th") &&
  cells.every((cell) =>
    cell.localName === "th"
      ? !/^row/i.test(cell.getAttribute("scope"))
      : !cell.children.length && !isSpoken(cell.textContent),
  );

/** Drop white space and a colon at the end, where punctuation will be added. */
function withoutColon(pieces) {
  const kept = [...pieces];
  while (!kept[kept.length - 1].text.trim()) kept.pop();
  const last = kept.pop();
  return [...kept, { ...last, text: last.text.trimEnd().replace(/:$/, "") }];
}
