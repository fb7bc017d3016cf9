"""The catalogs agree with the code and with one another."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

import locales

ROOT = Path(__file__).resolve().parent.parent.parent
FOLDERS = [locales.get_locale(tag) for tag in locales.SUPPORTED]
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|\{(\w+)\}")


def read(path: Path) -> Catalog:
    with path.open("rb") as stream:
        return read_po(stream)


def keys(catalog: Catalog) -> set[tuple[str | None, str]]:
    return {(message.context, message.id) for message in catalog if message.id}


@pytest.fixture(scope="module")
def template() -> Catalog:
    return read(ROOT / "locales/messages.pot")


def test_the_template_holds_what_the_code_says(template: Catalog, tmp_path: Path) -> None:
    target = tmp_path / "messages.pot"
    options = ["-q", "extract", "-F", "locales/babel.cfg", "-o", str(target), "."]
    command = [sys.executable, "-m", "babel.messages.frontend", *options]
    subprocess.run(command, cwd=ROOT, check=True)
    assert keys(read(target)) == keys(template)


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_message_is_translated(folder: str, template: Catalog) -> None:
    catalog = read(ROOT / "locales" / folder / "LC_MESSAGES/messages.po")
    assert keys(catalog) == keys(template)
    assert not [message.id for message in catalog if message.id and message.fuzzy]
    if folder != "en":
        assert not [message.id for message in catalog if message.id and not message.string]


@pytest.mark.parametrize("folder", FOLDERS)
def test_placeholders_agree_with_the_source(folder: str) -> None:
    catalog = read(ROOT / "locales" / folder / "LC_MESSAGES/messages.po")
    for message in catalog:
        if message.id and message.string:
            wanted = set(PLACEHOLDER.findall(str(message.id)))
            assert set(PLACEHOLDER.findall(str(message.string))) == wanted, message.id
