"""Pages under check, with the voices that a service has by default."""

import pytest

from narration.checking import Severity, check_page
from narration.engines import EngineSettings, create_engine
from narration.voices import Catalogue


@pytest.fixture(scope="session")
def catalogue():
    engine = create_engine("pyttsx3", EngineSettings(workers=1))
    yield Catalogue([engine])
    engine.close()


@pytest.fixture(scope="session")
def findings(catalogue):
    """Return what is found in a page with this body, but for notices on its voices."""

    def check(body, language="en"):
        report = check_page(f"<html lang={language}><body>{body}", catalogue)
        return [each for each in report.findings if each.severity is not Severity.NOTICE]

    return check


@pytest.fixture(scope="session")
def rules(findings):
    """Return the names of the rules that the body of a page breaks."""
    return lambda body, language="en": [finding.rule for finding in findings(body, language)]
