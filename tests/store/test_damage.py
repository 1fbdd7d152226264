"""No damage is silent: each leaves every row as it was, or is reported; and no backup is lost."""

import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path

import pytest

from annotator import edits
from annotator.backups import newest_sound
from annotator.errors import AnnotatorError, DamageError, ProjectError
from annotator.model import Source, new_id
from annotator.store import Store, backup
from annotator.store.integrity import examine
from annotator.store.opening import connect_for_reading, project_id
from annotator.store.reader import Reader
from annotator.store.upkeep import Checked, Upkeep
from tests.factories import project_with
from tests.store.damage import (
    PAGE,
    Damage,
    Doctor,
    append,
    everything_told,
    flip,
    mixed_with,
    overwrite,
    swap,
    truncate,
    unnoticed,
    zero,
)

KINDS = ("flips", "pages", "cuts", "others")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return project_with(tmp_path / "story.onrecord", everything_told)


@pytest.fixture
def older(project: Path) -> bytes:
    """Return a copy of the project, to which then more is done."""
    copy = project.read_bytes()
    with Store.open(project) as store:
        marks = store.marks(store.articles()[0].id)
        store.apply(edits.remove_claims(marks, marks.claims[:2]))
    return copy


def damages(kind: str, older: bytes) -> list[Damage]:
    kinds: dict[str, list[Damage]] = {
        "flips": [flip],
        "pages": [overwrite],
        "cuts": [truncate],
        "others": [swap, zero, append, mixed_with(older)],
    }
    return kinds[kind]


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_no_damage_is_silent(project: Path, older: bytes, kind: str) -> None:
    assert unnoticed(project, older, damages(kind, older), seed=9, many=12, doctor=examine) == []


@pytest.mark.torture
@pytest.mark.promise("damages", 100)
@pytest.mark.parametrize("seed", range(10))
@pytest.mark.parametrize("kind", KINDS)
def test_none_of_a_thousand_damages_is_silent(
    project: Path, older: bytes, kind: str, seed: int
) -> None:
    assert unnoticed(project, older, damages(kind, older), seed, 100, examine) == []


def at_work(project: Path) -> list[str]:
    """Find what is found in a project that a window has open, while nobody writes."""
    try:
        with Upkeep.open(project) as upkeep:
            assert upkeep.check_rows(lambda: True, Checked())
    except AnnotatorError as error:
        return [str(error)]
    return []


@pytest.mark.slow
def test_no_bit_that_flips_in_an_open_project_is_silent(project: Path, older: bytes) -> None:
    assert unnoticed(project, older, [flip], seed=9, many=100, doctor=at_work) == []


def test_a_check_of_rows_goes_on_where_it_was_broken_off(project: Path) -> None:
    turns, checked = iter((True, True, True, False)), Checked()
    sound = project.read_bytes()
    spoil_first, spoil_last = sql("UPDATE article SET title = 'x'"), sql("UPDATE project SET id=1")
    with Upkeep.beside(project) as upkeep:
        assert upkeep.check_rows(lambda: next(turns), checked) is None
    assert checked.places
    spoil_last(project)
    with Upkeep.beside(project) as upkeep, pytest.raises(DamageError, match="the project 1 is"):
        upkeep.check_rows(lambda: True, checked)
    project.write_bytes(sound)
    spoil_first(project)
    with Upkeep.beside(project) as upkeep:
        assert upkeep.check_rows(lambda: True, checked)
        assert not checked.places


def test_rows_are_checked_once_after_each_step(project: Path) -> None:
    checked = Checked()
    with Upkeep.beside(project) as upkeep:
        assert upkeep.check_rows(lambda: True, checked)
    sql("UPDATE claim SET note = 'x' WHERE start = 0")(project)
    with Upkeep.beside(project) as upkeep:
        assert upkeep.check_rows(lambda: True, checked)
    with Store.open(project) as store:
        store.apply(edits.add("Meet", Source(new_id(), "Somebody")))
    with Upkeep.beside(project) as upkeep, pytest.raises(DamageError, match="is damaged: the cl"):
        upkeep.check_rows(lambda: True, checked)


def test_a_text_that_is_none_any_more_is_damage_in_words(project: Path) -> None:
    data = project.read_bytes()
    assert b"by letter" in data
    project.write_bytes(data.replace(b"by letter", b"\xffy letter"))
    with Upkeep.beside(project) as upkeep, pytest.raises(DamageError, match="after row"):
        upkeep.check_rows(lambda: True, Checked())


def blind(_project: Path) -> list[str]:
    """Find nothing, ever."""
    return []


def trusting(project: Path) -> list[str]:
    """Find what SQLite finds, and believe that the rest is as it was."""
    try:
        with closing(sqlite3.connect(project)) as conn:
            answers = conn.execute("PRAGMA integrity_check").fetchall()
    except sqlite3.Error as error:
        return [str(error)]
    return [answer for (answer,) in answers if answer != "ok"]


@pytest.mark.parametrize("open_it", [Reader.open, Store.open])
def test_a_name_in_the_schema_that_is_no_text_is_damage_in_words(
    project: Path, open_it: Callable[[Path], Reader]
) -> None:
    data = project.read_bytes()
    assert b"sqlite_autoindex_original_1" in data
    project.write_bytes(data.replace(b"autoindex_original_1", b"autoindex_or\xeeginal_1"))
    (finding,) = examine(project)
    assert "it is damaged" in finding
    with pytest.raises(ProjectError, match="it is damaged"):
        open_it(project)
    with pytest.raises(ProjectError, match="no backup"):
        newest_sound(project)


@pytest.mark.parametrize("open_it", [Reader.open, Store.open])
def test_a_schema_that_makes_no_sense_is_damage_in_words(
    project: Path, open_it: Callable[[Path], Reader]
) -> None:
    data = project.read_bytes()
    assert b'content="claim"' in data
    project.write_bytes(data.replace(b'content="claim"', b'content<"claim"'))
    assert examine(project)
    with pytest.raises(DamageError, match="is damaged: what it consists of cannot be read"):
        open_it(project)


@pytest.mark.slow
@pytest.mark.parametrize("doctor", [blind, trusting])
def test_a_doctor_that_does_not_look_is_caught(
    project: Path, older: bytes, doctor: Doctor
) -> None:
    assert unnoticed(project, older, [flip], seed=9, many=100, doctor=doctor)


def sql(words: str) -> Callable[[Path], None]:
    def spoil(path: Path) -> None:
        with closing(sqlite3.connect(path)) as conn:
            conn.executescript(f"PRAGMA foreign_keys = OFF; {words}")

    return spoil


def empty_a_leaf(path: Path) -> None:
    """Let a page of the claims say that nothing stands on it."""
    data = bytearray(path.read_bytes())
    at = data.index(b"The reader cannot tell") if b"The reader cannot tell" in data else -1
    at = data.index(b"Colon attribution in the headline") if at < 0 else at
    page = at - at % PAGE
    assert data[page] == 0x0D
    data[page + 3 : page + 5] = bytes(2)
    path.write_bytes(data)


def break_an_index(path: Path) -> None:
    with closing(sqlite3.connect(path)) as conn:
        find = "SELECT rootpage FROM sqlite_schema WHERE name = 'sqlite_autoindex_claim_1'"
        (root,) = conn.execute(find).fetchone()
    data = bytearray(path.read_bytes())
    first = (root - 1) * PAGE
    many = int.from_bytes(data[first + 3 : first + 5], "big")
    data[first + 3 : first + 5] = (many - 1).to_bytes(2, "big")
    path.write_bytes(data)


def destroy_the_header(path: Path) -> None:
    path.write_bytes(bytes(PAGE) + path.read_bytes()[PAGE:])


SPOILED: dict[str, Callable[[Path], None]] = {
    "a row": sql("UPDATE claim SET note = 'x' WHERE start = 0"),
    "a lost row": sql("DELETE FROM link"),
    "a lost article": sql("DELETE FROM document"),
    "an event": sql("UPDATE event SET after = NULL"),
    "a lost event": sql("DELETE FROM event WHERE noun = 'claim'"),
    "an emptied page": empty_a_leaf,
    "an index": break_an_index,
    "the header": destroy_the_header,
}


@pytest.mark.slow
@pytest.mark.parametrize("what", ["a lost row", "an event"])
def test_a_damaged_project_rotates_out_no_good_backup(project: Path, what: str) -> None:
    assert rotated_out(project, what, opens=12) == []


@pytest.mark.torture
@pytest.mark.promise("rotations", 50)
@pytest.mark.parametrize("what", list(SPOILED))
def test_fifty_opens_of_a_damaged_project_rotate_out_no_good_backup(
    project: Path, what: str
) -> None:
    assert rotated_out(project, what, opens=50) == []


def test_a_sound_project_does_rotate_out_old_backups(project: Path) -> None:
    assert rotated_out(project, "nothing", opens=2)


def rotated_out(project: Path, what: str, opens: int) -> list[Path]:
    """Return which good backups go as a damaged project is opened and changed so often."""
    with Store.open(project):
        pass
    conn, _ = connect_for_reading(project)
    folder = backup.folder_of(project_id(conn, project))
    conn.close()
    (sound,) = folder.iterdir()
    for hour in range(24):
        (folder / f"20200101T{hour:02}0000000000Z-{hour}.onrecord").write_bytes(sound.read_bytes())
    good = {path: path.read_bytes() for path in folder.iterdir()}
    if what in SPOILED:
        SPOILED[what](project)
        assert examine(project)
    for n in range(opens):
        with suppress(AnnotatorError):
            with Store.open(project) as store:
                was = store.articles()[0]
                store.apply(edits.change("Rename", (was, replace(was, title=f"Title {n}"))))
            with Upkeep.beside(project) as upkeep:
                upkeep.look_over(lambda: True)
    return [path for path in good if not path.exists() or path.read_bytes() != good[path]]
