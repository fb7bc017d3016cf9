// What every page of the demo runs.
import { Button, ErrorSummary, SkipLink, createAll } from "govuk-frontend";

// GOV.UK's components start only under this class, which its own pages set in an inline script.
document.body.classList.add("govuk-frontend-supported");
createAll(Button);
createAll(ErrorSummary);
createAll(SkipLink);
