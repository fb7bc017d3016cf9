"""Every picture is said, or is meant not to be."""

import pytest


@pytest.mark.parametrize(
    ("picture", "found"),
    [
        ("<img src=x>", ["image-without-alternative"]),
        ("<div role=img></div>", ["image-without-alternative"]),
        ("<map><area href=x></map>", ["image-without-alternative"]),
        ("<img src=x alt=IMG_2031.JPG>", ["alternative-is-file-name"]),
        ("<img src=x alt='A map'>", []),
        ("<img src=x alt>", []),
        ("<img src=x title=Map>", []),
        ("<img src=x role=presentation>", []),
        ("<img src=x hidden>", []),
        ("<svg><path></svg>", []),
    ],
)
def test_a_picture_needs_an_alternative(rules, picture, found):
    assert rules(picture) == found
