"""Rows are parsed in processes of their own, which end with the import."""

from __future__ import annotations

import psutil
import pytest

from outreach.imports import Options, import_members
from outreach.imports.parsing import CHUNK
from tests.outreach.imports.conftest import FRANCE, NOW, Watcher


class Interrupting(Watcher):
    """Somebody presses Ctrl-C once a row is refused."""

    def problem(self, problem):
        raise KeyboardInterrupt


def find_parsers():
    children = psutil.Process().children(recursive=True)
    return [each for each in children if "spawn_main" in " ".join(each.cmdline())]


def test_an_import_that_is_interrupted_leaves_no_process(importing):
    rows = [f"M{number},{'12' if number == CHUNK else ''}" for number in range(20 * CHUNK)]
    path = importing.write("ref,phone\n" + "\n".join(rows))
    before = find_parsers()

    with pytest.raises(KeyboardInterrupt):
        import_members(importing.database, path, FRANCE, Options(at=NOW), Interrupting())

    assert find_parsers() == before
