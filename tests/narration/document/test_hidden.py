"""What is out of sight is not said, but where something names it."""

import pytest


@pytest.mark.parametrize(
    "hidden",
    [
        "<p hidden>no</p>",
        "<div aria-hidden=true><p>no</p></div>",
        "<p style='color:red; DISPLAY : none'>no</p>",
        "<p style='visibility:hidden'>no</p>",
        "<p data-outspoken-skip>no</p>",
        "<script>no()</script><style>no{}</style><!-- no -->",
        "<body><template><p>no</p></template><noscript>no</noscript>",
        "<dialog>no</dialog>",
        "<div inert>no<button>no</button></div>",
        "<div popover>no</div>",
        "<p hidden=until-found>no</p>",
        "<datalist><option>no</datalist>",
        "<details>no<p>no</p></details>",
        "<head><title>no</title></head>",
        "<div hidden><label for=x>no</label><input id=x value=no></div>",
        "<p>***</p>",
    ],
)
def test_what_is_not_shown_is_notsaid(texts, hidden):
    assert texts(f"{hidden}<p>yes</p>") == ["yes"]


def test_what_is_skipped_is_not_said_by_reference_either(texts):
    source = "<p id=d data-outspoken-skip>no</p><input aria-describedby=d>"
    assert texts(source) == ["Write your answer"]
