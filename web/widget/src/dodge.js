// The player gives way: it never covers what has the focus (WCAG 2.4.11).
import { isOurs } from "./elements.js";

const overlap = (a, b) =>
  Math.max(0, Math.min(a.right, b.right) - Math.max(a.left, b.left)) *
  Math.max(0, Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top));

/** Keep `dock` at its edge of the window, or at the other one while it would cover the focus. */
export function giveWay(dock, home) {
  const other = home === "top" ? "bottom" : "top";
  const cover = (edge, box) => {
    dock.dataset.edge = edge;
    return [...dock.children].reduce((sum, part) => sum + overlap(part.getBoundingClientRect(), box), 0);
  };
  const settle = () => {
    const focused = findFocused();
    dock.dataset.edge = home;
    if (!focused || isOurs(focused)) return;
    const box = focused.getBoundingClientRect();
    const atHome = cover(home, box);
    if (atHome && atHome <= cover(other, box)) dock.dataset.edge = home;
  };
  const later = () => window.requestAnimationFrame(settle);
  document.addEventListener("focusin", later);
  window.addEventListener("resize", later);
  window.addEventListener("scroll", later, true);
  return later;
}

function findFocused() {
  let focused = document.activeElement;
  if (!focused || focused === document.body || isOurs(focused)) return null;
  while (focused.shadowRoot && focused.shadowRoot.activeElement) focused = focused.shadowRoot.activeElement;
  return focused;
}
