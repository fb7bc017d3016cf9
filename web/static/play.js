// Puts one large button in the place of the browser's own controls, which stay where no script runs.
for (const player of document.querySelectorAll("[data-play]")) {
  const sound = player.querySelector("audio");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "player__button";

  const show = () => {
    const idle = sound.paused || sound.ended;
    button.textContent = idle ? player.dataset.play : player.dataset.pause;
    button.classList.toggle("player__button--playing", !idle);
  };
  const fail = () => {
    // The browser's own controls say what is wrong, and can try again.
    sound.controls = true;
    show();
  };
  button.addEventListener("click", () => {
    if (sound.paused) sound.play().catch(fail);
    else sound.pause();
  });
  for (const event of ["play", "pause", "ended"]) sound.addEventListener(event, show);
  sound.addEventListener("error", fail);

  show();
  sound.controls = false;
  player.prepend(button);
}
