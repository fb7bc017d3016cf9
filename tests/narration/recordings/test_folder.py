import pytest

from narration.recordings import Recordings, import_folder
from tests.narration.recordings.sounds import GOOD, TEXT


@pytest.fixture
def dropped(tmp_path):
    """Write files into a folder as staff would."""

    def drop(language="zgh", **files):
        folder = tmp_path / "dropped" / language
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            data = content if isinstance(content, bytes) else content.encode()
            (folder / name.replace("_", ".")).write_bytes(data)
        return tmp_path / "dropped"

    return drop


def test_a_dropped_folder_is_taken_up(recordings, dropped):
    folder = dropped(a_mp3=GOOD["mp3"], a_txt=TEXT, b_WAV=GOOD["wav"], b_txt=f"\ufeff{TEXT}\r\n")
    results = import_folder(recordings, folder)
    assert [(one.file.name, one.added, one.error) for one in results] == [
        ("a.mp3", True, None),
        ("b.WAV", True, None),
    ]
    assert recordings.find("a", "zgh", TEXT) and recordings.find("b", "zgh", TEXT)


@pytest.mark.parametrize("change", [{"a_txt": "another text"}, {"a_webm": GOOD["wav"]}])
def test_a_second_run_takes_up_what_has_changed_alone(recordings, dropped, change):
    folder = dropped(a_webm=GOOD["webm"], a_txt=TEXT, b_mp3=GOOD["mp3"], b_txt=TEXT)
    import_folder(recordings, folder)
    assert not any(one.added for one in import_folder(recordings, folder))
    dropped(**change)
    again = import_folder(recordings, folder)
    assert [one.file.name for one in again if one.added] == ["a.webm"]


def test_files_dropped_into_the_store_itself_are_taken_up_once(recordings, dropped):
    store = Recordings(
        dropped("fr-MA", a_mp3=GOOD["mp3"], a_txt=TEXT, b_wav=GOOD["wav"], b_txt=TEXT)
    )
    assert [one.added for one in import_folder(store, store.root)] == [True, True]
    assert not any(one.added or one.error for one in import_folder(store, store.root))
    assert store.find("a", "fr-MA", TEXT) and store.find("b", "fr-MA", TEXT)


def test_what_was_added_by_hand_is_left_alone_by_an_import(recordings):
    recordings.add("k", "zgh", TEXT, GOOD["wav"])
    assert import_folder(recordings, recordings.root) == []


def test_each_file_that_cannot_be_used_is_reported_and_the_others_taken(recordings, dropped):
    dropped("not a language", x_mp3=GOOD["mp3"], x_txt=TEXT)
    folder = dropped(
        a_mp3=b"broken", a_txt=TEXT, b_mp3=GOOD["mp3"], c_mp3=GOOD["mp3"], c_txt=b"\xff",
        d_mp3=GOOD["mp3"], d_txt=" \n", e_mp3=GOOD["mp3"], e_txt=TEXT, f_txt=TEXT,
    )  # fmt: skip
    errors = {one.file.name: one.error or "added" for one in import_folder(recordings, folder)}
    for name, part in [("a", "decoded"), ("b", "Write the text"), ("c", "UTF-8"), ("d", "empty"),
                       ("e", "added"), ("x", "language tag")]:  # fmt: skip
        assert part in errors.pop(f"{name}.mp3")
    assert errors == {}
