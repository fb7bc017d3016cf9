import random
import stat
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from narration.errors import StorageError
from narration.scripts import Room, ScriptStore

DAY = 86_400


@pytest.fixture
def open_store(tmp_path, clock):
    opened = []

    def open_one(**settings):
        opened.append(ScriptStore(tmp_path, 30, 600, clock, **settings))
        return opened[-1]

    yield open_one
    for store in opened:
        store.close()


@pytest.mark.parametrize("private", [True, False])
def test_a_script_is_found_as_it_was_stored(open_store, private):
    script = {"text": "Née à Æbeltoft 🙂 \ud800", "speed": 1.5, "say_as": None, "parts": [1, {}]}
    store = open_store()
    store.put("a-1_Z", script, private)
    assert store.find("a-1_Z") == (script, private)


def test_what_was_never_stored_is_not_found(open_store):
    assert open_store().find("a") is None


@settings(deadline=None)
@given(st.text(max_size=200))
def test_no_id_does_harm(tmp_path_factory, script_id):
    store = ScriptStore(tmp_path_factory.mktemp("scripts"), 30, 600)
    try:
        store.put(script_id, {"text": "x"}, private=False)
    except ValueError:
        assert store.find(script_id) is None
    else:
        assert store.find(script_id) == ({"text": "x"}, False)
    store.close()


@pytest.mark.parametrize("script_id", ["", "../a", "a/b", "a.mp3", "a" * 129, "é", "a\n", "a b"])
def test_an_id_that_is_none_is_refused(open_store, script_id):
    with pytest.raises(ValueError, match="id"):
        open_store().put(script_id, {}, private=True)


def test_public_scripts_survive_a_restart_and_private_ones_do_not(open_store):
    store = open_store()
    store.put("public", {"text": "a"}, private=False)
    store.put("private", {"text": "b"}, private=True)
    store.close()
    again = open_store()
    assert again.find("public") == ({"text": "a"}, False)
    assert again.find("private") is None


def test_private_text_never_reaches_the_disk(open_store, tmp_path):
    open_store().put("private", {"text": "Aino Virtanen"}, private=True)
    assert not any(b"Virtanen" in path.read_bytes() for path in tmp_path.iterdir())


def test_scripts_are_readable_by_their_owner_alone(open_store, tmp_path):
    open_store().put("public", {"text": "a"}, private=False)
    assert {stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()} == {0o600}


def test_a_public_script_is_kept_for_30_days_after_its_last_use(open_store, clock):
    store = open_store()
    store.put("used", {}, private=False)
    store.put("unused", {}, private=False)
    clock.now += 29 * DAY
    assert store.find("used")
    clock.now += 2 * DAY
    assert store.find("used") and store.find("unused") is None


def test_a_private_script_expires_after_minutes_even_if_used(open_store, clock):
    store = open_store()
    store.put("private", {}, private=True)
    clock.now += 599
    assert store.find("private")
    clock.now += 1
    assert store.find("private") is None


def test_sweeping_removes_the_expired_text_itself(open_store, clock, tmp_path):
    store = open_store()
    store.put("old", {"text": "a"}, private=False)
    clock.now += 31 * DAY
    store.sweep()
    clock.now -= 31 * DAY
    assert store.find("old") is None


def test_the_number_is_bounded_and_the_least_recently_used_go_first(open_store, clock):
    store = open_store(room=Room(scripts=3))
    for number in range(600):
        clock.now += 1
        store.put(str(number), {}, private=False)
    store.sweep()
    assert [bool(store.find(str(number))) for number in range(595, 600)] == [False] * 2 + [True] * 3


@pytest.mark.parametrize("private", [True, False])
def test_the_bytes_are_bounded_and_the_least_recently_used_go_first(open_store, clock, private):
    store = open_store(room=Room(bytes=20_000))
    for number in range(40):
        clock.now += 1
        store.put(str(number), {"text": random.Random(number).randbytes(500).hex()}, private)
    kept = [bool(store.find(str(number))) for number in range(40)]
    assert kept == sorted(kept)
    assert 20 <= sum(kept) <= 35


def test_a_script_that_is_handed_in_again_and_again_drives_no_other_out(open_store, clock):
    store = open_store(room=Room(bytes=2_000))
    store.put("other", {"text": "a"}, private=False)
    for _ in range(500):
        clock.now += 1
        store.put("again", {"text": "b"}, private=False)
    assert store.find("other")


def test_bytes_are_counted_over_a_restart(open_store, clock):
    for number in range(40):
        clock.now += 1
        store = open_store(room=Room(bytes=20_000))
        store.put(str(number), {"text": random.Random(number).randbytes(500).hex()}, private=False)
        store.close()
    kept = [bool(open_store().find(str(number))) for number in range(40)]
    assert kept == sorted(kept) and sum(kept) <= 35


def test_a_long_text_takes_little_room(open_store, tmp_path):
    sentences = [f"ஓய்வூதியம் {number} ரூபாய் மாதந்தோறும் வழங்கப்படும்." for number in range(90)]
    script = {"text": " ".join(sentences), "rows": [[each, each, each] for each in sentences]}
    open_store().put("long", script, private=False)
    assert open_store().find("long") == (script, False)
    assert sum(path.stat().st_size for path in tmp_path.glob("*.sqlite3-wal")) < 60_000


def test_many_threads_may_use_it_at_once(open_store):
    store = open_store()

    def work(number):
        store.put(str(number), {"n": number}, private=number % 2 == 0)
        return store.find(str(number)) == ({"n": number}, number % 2 == 0)

    with ThreadPoolExecutor(8) as threads:
        assert all(threads.map(work, range(400)))


def test_a_damaged_file_is_a_clear_error(open_store, tmp_path):
    (tmp_path / "scripts.sqlite3").write_bytes(b"not a database" * 100)
    with pytest.raises(StorageError, match="not a database"):
        open_store()


def test_a_folder_that_cannot_be_made_is_a_clear_error(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(StorageError, match="Scripts cannot be stored"):
        ScriptStore(tmp_path / "file" / "folder", 30, 600)
