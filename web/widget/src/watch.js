// What arrives later: a page that changes gets buttons for what is new.
import { isOurs } from "./elements.js";

const PAUSE_MILLISECONDS = 200;
const WATCHED = {
  subtree: true,
  childList: true,
  attributes: true,
  attributeFilter: ["hidden", "class", "style", "inert", "open", "type", "aria-hidden", "aria-label"],
};

const isOwnChange = ({ target, addedNodes, removedNodes }) => {
  const nodes = [...addedNodes, ...removedNodes];
  return isOurs(target) || (nodes.length > 0 && nodes.every(isOurs));
};

/** Call `refresh` a moment after the page has changed; returns what ends the watch. */
export function watchPage(refresh) {
  let timer = null;
  const observer = new MutationObserver((changes) => {
    if (timer || changes.every(isOwnChange)) return;
    timer = setTimeout(() => {
      timer = null;
      refresh();
    }, PAUSE_MILLISECONDS);
  });
  observer.observe(document.body, WATCHED);
  return () => {
    clearTimeout(timer);
    observer.disconnect();
  };
}
