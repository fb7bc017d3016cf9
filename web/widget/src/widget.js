// The widget on one page: its parts, put together.
import { showBar } from "./bar.js";
import { clearButtons, refreshButtons, showPlaying } from "./buttons.js";
import { makeDock, showStatus } from "./dock.js";
import { makeHost } from "./elements.js";
import { frame } from "./highlight.js";
import { dress, loadLook } from "./look.js";
import { showOnLockScreen } from "./media.js";
import { onChange, stop } from "./player.js";
import { checkRefusal, closeSession, loadCatalog, openSession } from "./service.js";
import { audio } from "./speaker.js";
import { askUnderstood } from "./understood.js";
import { leavePage, watchPage } from "./watch.js";
import { setCatalog } from "./words.js";

let host;
let latest;

/** Load the words, and stand in the page. Without words, or where refused, there is nothing to press. */
export async function start() {
  const own = (latest = {});
  // The page's session may come later, or never: what is read is private until it says otherwise.
  const session = openSession().catch(checkRefusal);
  const [catalog] = await Promise.all([loadCatalog(document.documentElement.lang || "en"), loadLook(), session]);
  if (own != latest) return;
  setCatalog(catalog);
  mount();
}

function mount() {
  host = makeHost("player");
  dress(host);
  host.shadowRoot.append(makeDock(), audio, frame);
  // While nothing has changed, the browser need not lay the page out again to tell what is shown.
  refreshButtons(host);
  document.body.prepend(host);
  [showPlaying, showBar, showStatus, askUnderstood, showOnLockScreen].forEach(onChange);
  watchPage();
}

/** Leave the page as it was. */
export function leave() {
  latest = null;
  closeSession();
  if (!host) return;
  stop();
  leavePage();
  clearButtons();
  host.remove();
}
