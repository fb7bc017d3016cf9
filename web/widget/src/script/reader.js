// A page read aloud from top to bottom, as it is at the time of one call.
import { Choices } from "./choices.js";
import { Controls } from "./controls.js";
import { isBlock, ownerOf, saidInstead, spacing } from "./gather.js";
import { Names } from "./names.js";
import { listPopups } from "./options.js";
import { Page } from "./page.js";
import { isButton, isField, isGroup, isImage, isLink, legendOf, roleOf } from "./roles.js";
import { Run } from "./runs.js";
import { isData, readTable } from "./tables.js";

const HEADINGS = /^h[1-6]$/;
const REFERRING =
  "label,legend,[aria-labelledby],[aria-describedby],[aria-errormessage],[role~=combobox]";

export class Reader {
  constructor(context) {
    this.page = new Page(context);
    // What is said with a control or group, and therefore not in its own place.
    this.claimed = new Set();
    this.choices = new Choices(this.page);
    this.names = new Names(this.page, this.claimed);
    this.controls = new Controls(this.page, this.names, this.choices);
    this.run = new Run(this.page);
    this.items = [];
  }

  /** Read everything in `root`. */
  read(root) {
    const top = findModal(this.page, root) || root;
    this.claim(top);
    this.visit(top, { kind: "text" });
    this.flush("text");
    return this.items;
  }

  /** What a control or group is called, in one line. */
  nameInWords(element) {
    return this.names
      .name(element, "label")
      .map((item) => item.text)
      .join(" ");
  }

  /** Find what is said with the controls under `root`, whose shadow roots come later. */
  claim(root) {
    const isWithin = (one) => root.contains(one) || one.getRootNode() !== root.getRootNode();
    const elements = [...root.querySelectorAll(REFERRING)];
    for (const element of root.nodeType === 1 ? [root, ...elements] : elements) {
      for (const target of this.listClaims(element, isWithin)) {
        if (!target.contains(element) || target === element) this.claimed.add(target);
      }
    }
  }

  listClaims(element, isWithin) {
    const { page } = this;
    if (element.localName === "label") return this.isSaidBy(element, element.control, isWithin);
    if (element.localName === "legend") {
      const group = element.parentElement;
      return group && legendOf(group) === element && isWithin(group) ? [element] : [];
    }
    const isControl = isField(element) || isButton(element);
    if (!page.isShown(element) || !(isControl || isGroup(element))) return [];
    const names = isButton(element) ? [] : page.referenced(element, "aria-labelledby");
    return [
      ...names.filter((name) => !isHeading(name)),
      ...page.referenced(element, "aria-describedby"),
      ...(element.getAttribute("aria-invalid") === "false"
        ? []
        : page.referenced(element, "aria-errormessage")),
      ...listPopups(page, element),
    ];
  }

  isSaidBy(label, control, isWithin) {
    const isSaid = control && (isField(control) || isButton(control)) && isWithin(control);
    return isSaid && this.page.isShown(control) ? [label] : [];
  }

  flush(kind) {
    this.emit(this.run.take(kind));
  }

  emit(items) {
    for (const item of items) {
      const last = this.items[this.items.length - 1];
      // A heading that is also the name of the field right below it is said once.
      const isNamed = last && (item.kind === "label" || item.kind === "legend");
      if (!isNamed || last.text !== item.text || last.lang !== item.lang) this.items.push(item);
    }
  }

  /** `around` is {kind, link, isMuted}: in a muted part only controls are said. */
  visit(node, around) {
    if (node.nodeType === 3) {
      const owner = ownerOf(node);
      const isSaid = !around.isMuted && !this.page.isInvisible(owner);
      if (isSaid) this.run.add(node.data, owner, around.link);
    } else if (node.nodeType === 1 && !this.page.isHidden(node)) this.enter(node, around);
  }

  enter(element, around) {
    const { page } = this;
    if (element.shadowRoot) this.claim(element.shadowRoot);
    if ((isField(element) || isButton(element)) && !page.isInvisible(element)) {
      if (this.claimed.has(element) && isField(element)) return;
      this.readControl(element, around);
    } else if (around.isMuted || this.claimed.has(element)) {
      this.descend(element, around, { ...around, isMuted: true });
    } else if (isGroup(element)) {
      this.flush(around.kind);
      this.emit(this.controls.readGroup(element));
      this.descend(element, around, around);
    } else if (element.localName === "table" && saidInstead(page, element) === null && isData(page, element)) {
      this.flush(around.kind);
      this.emit(readTable(page, element));
    } else this.readText(element, around);
  }

  readControl(control, around) {
    this.flush(around.kind);
    this.emit(this.controls.read(control));
  }

  /** Read an element that is neither a control nor a table of data. */
  readText(element, around) {
    if (element.localName === "br") {
      if (this.run.breakLine(element)) this.flush(around.kind);
      return;
    }
    const isPicture = isImage(element) && !around.link && around.kind === "text";
    const kind = isPicture ? "image" : kindOf(element) || around.kind;
    const link = around.link || (isLink(element) ? element : undefined);
    this.descend(element, around, { kind, link }, saidInstead(this.page, element));
  }

  /** Read the inside of an element, or what is `said` instead, as a block if it is one. */
  descend(element, around, inside, said = null) {
    const { page, run } = this;
    const isApart = isBlock(page, element) || around.kind !== inside.kind;
    const space = isApart ? "" : spacing(page, element);
    if (isApart) this.flush(around.kind);
    if (space) run.add(space, element, inside.link);
    if (said === null) this.visitChildren(element, inside);
    else run.add(said, element, inside.link);
    if (space) run.add(space, element, inside.link);
    if (isApart) this.flush(inside.kind);
  }

  visitChildren(element, inside) {
    this.addGenerated(element, "::before", inside);
    for (const child of this.page.children(element)) this.visit(child, inside);
    this.addGenerated(element, "::after", inside);
  }

  addGenerated(element, pseudo, { link, isMuted }) {
    const text = isMuted ? "" : this.page.generated(element, pseudo);
    if (text) this.run.add(text, element, link);
  }
}

const isHeading = (element) =>
  HEADINGS.test(element.localName) || roleOf(element) === "heading";

function kindOf(element) {
  if (isHeading(element)) return "heading";
  return ["legend", "label"].includes(element.localName) ? element.localName : "";
}

/** The dialog that keeps everything else in `root` from being used. */
function findModal(page, root) {
  const open = [...root.querySelectorAll("dialog[open],[aria-modal=true]")];
  return open.filter((dialog) => isModal(page, dialog) && page.isShown(dialog)).pop();
}

function isModal(page, dialog) {
  if (dialog.getAttribute("aria-modal") === "true") return true;
  try {
    return dialog.matches(":modal");
  } catch {
    // Browsers that do not know the selector fix such a dialog in the window.
    return page.style(dialog).position === "fixed";
  }
}
