// What every page of the demo runs.
import { Button, ErrorSummary, SkipLink, createAll } from "govuk-frontend";

// GOV.UK's components start only under this class, which its own pages set in an inline script.
document.body.classList.add("govuk-frontend-supported");
createAll(Button);
createAll(ErrorSummary);
createAll(SkipLink);

// What a choice asks besides. GOV.UK's own Radios would mark radio buttons as expanded, which ARIA
// does not allow and axe finds.
function showWhatIsAsked() {
  for (const radio of document.querySelectorAll("input[data-aria-controls]")) {
    const asked = document.getElementById(radio.dataset.ariaControls);
    asked.classList.toggle("govuk-radios__conditional--hidden", !radio.checked);
  }
}

document.addEventListener("change", showWhatIsAsked);
// A browser that goes back restores the choice without a change.
addEventListener("pageshow", showWhatIsAsked);
