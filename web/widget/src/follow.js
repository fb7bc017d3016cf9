// Reading follows the focus, only where the person has switched it on.

/** Read each question as the focus reaches it. A page that sets the focus by itself says nothing. */
export function followFocus({ settings, buttons, player }) {
  let isPersonHere = false;
  let last = null;
  const arrive = () => (isPersonHere = true);
  const read = ({ target }) => {
    if (!isPersonHere || !settings.get("follow") || settings.get("hidden")) return;
    const { question, option } = buttons.find(target);
    if (!question) return;
    // Inside a group that was read already, the option alone is new.
    const scope = last === question.owner && option ? option : question;
    last = question.owner;
    player.play(scope);
  };
  for (const event of ["pointerdown", "keydown"]) document.addEventListener(event, arrive, true);
  document.addEventListener("focusin", read);
  return () => {
    for (const event of ["pointerdown", "keydown"]) document.removeEventListener(event, arrive, true);
    document.removeEventListener("focusin", read);
  };
}
