// Listen buttons: one click says what the button stands for, the next one stops.
import { collectParts } from "./parts.js";
import { Player } from "./player.js";

export function startListening(page) {
  const status = page.getElementById("listen-status");
  if (!status) return;
  const words = JSON.parse(status.dataset.words);
  const player = new Player({
    marking: (element, isSaid) => element.classList.toggle("being-said", isSaid),
    busy: (isBusy) => (status.textContent = isBusy ? status.dataset.loading : ""),
  });
  for (const button of page.querySelectorAll("[data-listen]")) {
    prepare(button, page, { player, status, words });
  }
}

function prepare(button, page, { player, status, words }) {
  const listenLabel = button.getAttribute("aria-label");
  const show = (isPlaying) => {
    button.classList.toggle("listen--playing", isPlaying);
    button.setAttribute("aria-label", isPlaying ? button.dataset.stopLabel : listenLabel);
  };
  button.addEventListener("click", async () => {
    if (button.classList.contains("listen--playing")) return player.stop();
    const playing = player.play(collectParts(page.getElementById(button.dataset.listen), words));
    show(true);
    try {
      if (!(await playing)) status.textContent = status.dataset.failed;
    } catch {
      status.textContent = status.dataset.failed;
    } finally {
      show(false);
    }
  });
  button.hidden = false;
}
