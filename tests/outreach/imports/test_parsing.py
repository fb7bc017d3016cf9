"""Rows are parsed in processes of their own, a little ahead, and these end with the import."""

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


class Following(Watcher):
    """Somebody looks how far it has come, and presses Ctrl-C once that is past `share`."""

    def __init__(self, share):
        super().__init__()
        self.share, self.shares = share, []

    def progress(self, done, whole):
        self.shares.append(done / whole)
        if done > self.share * whole:
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


def write_members(importing, count):
    return importing.write("ref\n" + "".join(f"M{number:06}\n" for number in range(count)))


def test_no_more_of_a_file_is_in_memory_than_what_is_parsed_ahead(importing):
    path, first = write_members(importing, 120 * CHUNK), Following(0)

    with pytest.raises(KeyboardInterrupt):
        import_members(importing.database, path, FRANCE, Options(at=NOW), first)

    assert 0 < first.shares[0] < 0.5


def test_the_progress_goes_on_with_the_file_to_its_end(importing):
    path, followed = write_members(importing, 45 * CHUNK), Following(1)

    import_members(importing.database, path, FRANCE, Options(at=NOW, dry_run=True), followed)

    assert 0 < followed.shares[0] < 1
    assert followed.shares == sorted(followed.shares)
    assert followed.shares[-1] == 1
