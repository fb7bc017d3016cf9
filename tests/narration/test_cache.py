import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from narration.cache import Cache, content_key
from narration.errors import StorageError


@pytest.fixture
def open_cache(tmp_path, clock):
    return lambda limit=1_000: Cache(tmp_path, limit, 300, clock)


@pytest.fixture
def cache(open_cache):
    return open_cache()


def put(cache, name, data=b"x" * 100, private=False):
    return cache.put(name, data, private, lasting=not private)


def files(root, pattern="*"):
    return sorted(
        path.name for path in root.rglob(pattern) if path.is_file() and path.name != ".lock"
    )


def test_a_key_does_not_depend_on_the_order_of_its_parts():
    assert content_key(text="a", speed=1.0) == content_key(speed=1.0, text="a")
    assert len(content_key()) == 64


JSON = st.none() | st.booleans() | st.integers() | st.text() | st.lists(st.text(), max_size=3)
PARTS = st.dictionaries(st.sampled_from("abc"), JSON, max_size=3)


@settings(deadline=None)
@given(PARTS, PARTS)
def test_other_parts_give_another_key(one, other):
    same = repr(sorted(one.items())) == repr(sorted(other.items()))
    assert (content_key(**one) == content_key(**other)) == same


def test_a_key_takes_any_text_and_no_number_that_is_none():
    assert content_key(text="\ud800\0") != content_key(text="\ud801\0")
    with pytest.raises(ValueError, match="JSON"):
        content_key(speed=float("nan"))


@pytest.mark.parametrize("private", [True, False])
def test_a_clip_is_found_as_it_was_stored(cache, private):
    stored = put(cache, "a.mp3", b"sound", private)
    found = cache.find("a.mp3", private)
    assert found == stored
    assert (found.path.read_bytes(), found.size, found.lasting) == (b"sound", 5, not private)


def test_public_and_private_clips_lie_apart(cache, tmp_path):
    put(cache, "a.mp3", private=True)
    assert cache.find("a.mp3", private=False) is None
    put(cache, "b.mp3")
    assert cache.find("b.mp3", private=True) is None
    assert len(files(tmp_path / "public")) == len(files(tmp_path / "private")) == 1


def test_nobody_but_the_owner_may_read(cache, tmp_path):
    put(cache, "a.mp3", private=True)
    modes = {path: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.rglob("*")}
    assert all(mode == (0o700 if path.is_dir() else 0o600) for path, mode in modes.items())


def test_a_private_clip_never_lasts(cache):
    with pytest.raises(ValueError, match="never lasts"):
        cache.put("a", b"", private=True, lasting=True)


BAD_NAMES = ["", ".", "..", "../a", "a/b", "/a", "a\0", "a.mp3\n", "a.b.c", "é", "a" * 129, "a.MP3"]


@pytest.mark.parametrize("name", BAD_NAMES)
def test_a_name_that_could_lead_elsewhere_is_refused(cache, name):
    with pytest.raises(ValueError, match="name"):
        put(cache, name)
    with pytest.raises(ValueError, match="name"):
        cache.find(name, private=False)


@pytest.mark.parametrize("damage", [b"", b"x" * 50, b"x" * 101])
def test_a_file_of_another_size_is_never_served(cache, damage):
    path = put(cache, "a.mp3").path
    path.write_bytes(damage)
    assert cache.find("a.mp3", private=False) is None
    assert not path.exists() and cache.size == 0


def test_a_file_truncated_by_a_crash_is_removed_at_the_next_start(cache, open_cache):
    path = put(cache, "a.mp3").path
    path.write_bytes(b"x")
    assert open_cache().find("a.mp3", private=False) is None
    assert not path.exists()


def test_a_file_that_somebody_removed_is_no_longer_found(cache):
    put(cache, "a.mp3").path.unlink()
    assert cache.find("a.mp3", private=False) is None


def test_the_least_recently_used_go_when_the_limit_is_reached(cache, tmp_path):
    for number in range(10):
        put(cache, str(number))
    cache.find("0", private=False)
    put(cache, "10")
    put(cache, "11")
    kept = [number for number in range(12) if cache.find(str(number), private=False)]
    assert kept == [0, *range(3, 12)]
    assert cache.size == 1_000 and len(files(tmp_path)) == 10


def test_what_was_used_last_is_remembered_over_a_restart(cache, open_cache, clock):
    put(cache, "a")
    clock.now += 100
    put(cache, "b")
    clock.now += 100
    cache.find("a", private=False)
    smaller = open_cache(limit=150)
    assert smaller.find("a", private=False) and not smaller.find("b", private=False)


def test_being_used_does_not_change_when_a_clip_was_made(cache, clock):
    path = put(cache, "a").path
    made_at = path.stat().st_mtime_ns
    clock.now += 1_000
    cache.find("a", private=False)
    assert path.stat().st_mtime_ns == made_at


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.integers(0, 600)), max_size=30))
def test_the_limit_holds_whatever_is_stored(tmp_path_factory, puts):
    root = tmp_path_factory.mktemp("cache")
    cache = Cache(root, 1_000, 300)
    for name, size in puts:
        put(cache, name, b"x" * size)
        on_disk = [path.stat().st_size for path in (root / "public").iterdir()]
        assert cache.size == sum(on_disk) <= 1_000 and len(cache) == len(on_disk)
        assert cache.find(name, private=False)


def test_a_clip_larger_than_the_whole_cache_is_not_stored(cache, tmp_path):
    put(cache, "a")
    with pytest.raises(StorageError, match="larger"):
        put(cache, "b", b"x" * 1_001)
    assert cache.find("a", private=False) and len(files(tmp_path)) == 1


@pytest.mark.parametrize("private", [True, False])
def test_what_does_not_last_expires(cache, clock, private, tmp_path):
    cache.put("a", b"x", private, lasting=False)
    put(cache, "b")
    clock.now += 299
    assert cache.find("a", private)
    clock.now += 1
    cache.sweep()
    assert [name.split(".")[0] for name in files(tmp_path)] == ["b"]
    assert cache.find("b", private=False)


def test_the_expired_is_not_served_before_it_is_swept(cache, clock):
    put(cache, "a", private=True)
    clock.now += 300
    assert cache.find("a", private=True) is None


def test_public_clips_survive_a_restart_and_nothing_else_does(cache, open_cache, tmp_path):
    put(cache, "public.mp3")
    path = put(cache, "private.mp3", private=True).path
    (tmp_path / "public" / ".crashed.part").touch()
    (tmp_path / "private" / ".crashed.part").touch()
    cache.close()
    again = open_cache()
    assert again.find("public.mp3", private=False) and not path.exists()
    assert len(files(tmp_path)) == 1


SECOND_PROCESS = """
import sys
from pathlib import Path
from narration.cache import Cache
Cache(Path(sys.argv[1]), 1000, 300).put("c.mp3", b"other", False, True)
"""


def test_a_second_process_leaves_what_the_first_is_using(tmp_path):
    cache = Cache(tmp_path, 1_000, 300)
    put(cache, "a.mp3", private=True)
    (tmp_path / "public" / ".b.part").write_bytes(b"being written")
    subprocess.run([sys.executable, "-c", SECOND_PROCESS, str(tmp_path)], check=True)
    assert (tmp_path / "public" / ".b.part").exists()
    assert cache.find("a.mp3", private=True)
    cache.sweep()
    assert cache.find("c.mp3", private=False).path.read_bytes() == b"other"


def test_a_newer_clip_takes_the_place_of_the_older(cache, tmp_path):
    put(cache, "a.mp3", b"first")
    put(cache, "a.mp3", b"second one")
    assert cache.find("a.mp3", private=False).path.read_bytes() == b"second one"
    assert cache.size == 10 and len(files(tmp_path)) == 1


FULL_DISK = """
import resource, signal, sys
from pathlib import Path
from narration.cache import Cache
from narration.errors import StorageError
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
cache = Cache(Path(sys.argv[1]), 10**9, 300)
cache.put("before.mp3", b"x" * 1000, False, True)
resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))
for size in (50_001, 1_000_000):
    try:
        cache.put("full.mp3", b"x" * size, False, True)
    except StorageError as error:
        print(error)
print(cache.find("full.mp3", False), cache.find("before.mp3", False).size)
"""


def test_a_full_disk_is_a_clear_error_and_leaves_no_half_clip(tmp_path):
    command = [sys.executable, "-c", FULL_DISK, str(tmp_path)]
    out = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    assert out == "The cache cannot be written: File too large.\n" * 2 + "None 1000\n"
    assert files(tmp_path) == ["before.mp3.1000.lasting"]


def test_a_folder_that_cannot_be_made_is_a_clear_error(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(StorageError):
        Cache(tmp_path / "file", 1_000, 300)


def test_a_folder_that_vanished_is_a_clear_error(cache, tmp_path):
    (tmp_path / "public").rmdir()
    with pytest.raises(StorageError):
        put(cache, "a")


def test_many_threads_may_use_it_at_once(tmp_path):
    cache = Cache(tmp_path, 2_000, 300)

    def work(number):
        name = str(number % 30)
        put(cache, name, name.encode() * 50)
        entry = cache.find(name, private=False)
        return entry is None or entry.size == len(name) * 50

    with ThreadPoolExecutor(8) as threads:
        assert all(threads.map(work, range(2_000)))
    assert cache.size == sum(path.stat().st_size for path in Path(tmp_path, "public").iterdir())
