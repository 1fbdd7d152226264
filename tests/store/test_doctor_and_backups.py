"""Damage is reported and never silent; backups are whole, thinned out and never lost to damage."""

import os
import random
import shutil
import sqlite3
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from annotator import edits
from annotator.backups import make, newest_sound
from annotator.errors import AnnotatorError, ProjectError
from annotator.model import Source, new_id
from annotator.store import Store, backup
from annotator.store.integrity import _findings, examine
from annotator.store.opening import connect_for_reading
from annotator.store.reader import Reader
from tests.factories import claim_of, keep_text, keep_wire_story, new_project

ROOT = Path(__file__).parents[2]
TEXT = "Headline\n\nThe union said so. The mill said no.\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = new_project(tmp_path / "story.onrecord")
    with Store.open(path) as store:
        keep_wire_story(store)
    return path


def alter(path: Path, sql: str) -> None:
    conn = sqlite3.connect(path)
    conn.executescript(sql)
    conn.close()


def meet(path: Path, name: str) -> None:
    with Store.open(path) as store:
        store.apply(edits.add("Meet", Source(new_id(), name)))


def backups(path: Path) -> list[Path]:
    return sorted(newest_sound(path).path.parent.iterdir(), reverse=True)


def test_the_doctor_finds_nothing_wrong_with_a_sound_project(project: Path) -> None:
    before = project.read_bytes()
    assert examine(project) == []
    assert project.read_bytes() == before


@pytest.mark.parametrize(
    ("sql", "words"),
    [
        ("UPDATE claim SET note = 'x' WHERE start = 0", "not what was saved"),
        ("UPDATE document SET text = replace(text, 'Canada', 'Kanada')", "not what was imported"),
        ("UPDATE original SET data = x'00'", "not what was imported"),
        ("DELETE FROM link WHERE kind = 'denies'", "is gone, and the history does not say so"),
        ("UPDATE event SET after = replace(after, 'Huawei', 'Hauwei')", "not what was saved"),
        ("UPDATE step SET label = 'x'", "not what was saved"),
        ("DELETE FROM source WHERE name = 'Huawei'", "refers to a source that is gone"),
        ("DELETE FROM claim_fts_data", "search index"),
        ("DELETE FROM project", "lost its own id"),
        ("CREATE TRIGGER t AFTER INSERT ON claim BEGIN SELECT 1; END", "altered by another"),
    ],
)
def test_the_doctor_names_what_was_tampered_with(project: Path, sql: str, words: str) -> None:
    alter(project, sql)
    findings = examine(project)
    assert any(words in finding for finding in findings), findings


@pytest.mark.slow
def test_no_flipped_bit_goes_unnoticed(project: Path) -> None:
    """Each flip is reported by the doctor, or leaves every article, claim and link as it was."""
    sound = project.read_bytes()
    with Reader.open(project) as reader:
        (article,) = reader.articles()
        marks = reader.marks(article.id)
    chance = random.Random(20)  # noqa: S311 - the same flips each time
    reported = 0
    for _ in range(60):
        at = chance.randrange(len(sound) * 8)
        flipped = bytearray(sound)
        flipped[at // 8] ^= 1 << at % 8
        project.write_bytes(flipped)
        if examine(project):
            reported += 1
            continue
        with Reader.open(project) as reader:
            assert reader.marks(article.id) == marks, f"bit {at} changed the marks unseen"
    project.write_bytes(sound)
    assert reported > 5  # most of a small project's pages is empty space


def test_opening_backs_up_what_changed_since_the_last_backup(project: Path) -> None:
    with Store.open(project) as store:
        (article,) = store.articles()
    first = backups(project)
    with Store.open(project) as store:
        text = store.document(article.id).text
    assert backups(project) == first  # nothing has changed
    with Store.open(project) as store:
        store.apply(edits.add("Mark", claim_of(article, text, "Ottawa sources")))
    with Store.open(project):
        pass
    assert len(backups(project)) == len(first) + 1
    with Reader.open(backups(project)[0]) as reader:
        assert len(reader.marks(article.id).claims) == 20
    assert examine(backups(project)[0]) == []


def test_a_backup_is_for_its_owner_alone(project: Path) -> None:
    with Store.open(project):
        pass
    newest = backups(project)[0]
    assert newest.stat().st_mode & 0o077 == 0
    assert newest.parent.stat().st_mode & 0o077 == 0


def test_a_damaged_project_never_rotates_out_a_good_backup(project: Path) -> None:
    with Store.open(project):
        pass
    before = backups(project)
    data = bytearray(project.read_bytes())
    data[4096 * 3 : 4096 * 8] = os.urandom(4096 * 5)
    project.write_bytes(data)
    with pytest.raises(ProjectError):
        Store.open(project)
    folder = before[0].parent
    assert sorted(folder.iterdir(), reverse=True) == before


def test_a_project_with_a_damaged_row_rotates_out_no_backup(project: Path) -> None:
    with Store.open(project):
        pass
    folder = backups(project)[0].parent
    for hour in range(24):
        (folder / f"20200101T{hour:02}0000000000Z-{hour}.onrecord").write_bytes(b"good")
    before = set(folder.iterdir())
    with Store.open(project) as store:
        (article,) = store.articles()
        text = store.document(article.id).text
        store.apply(edits.add("Mark", claim_of(article, text, "Ottawa sources")))
    alter(project, "UPDATE claim SET note = 'x' WHERE start = 0")
    with Store.open(project):
        pass
    assert before < set(folder.iterdir())


def test_what_a_damaged_project_left_rotates_out_no_backup_later(project: Path) -> None:
    """Once one went back to a sound one, the copies of the damage count as no backups."""
    with Store.open(project):
        pass
    folder = backups(project)[0].parent
    sound = project.read_bytes()
    for hour in range(12):
        (folder / f"20200101T{hour:02}0000000000Z-{hour}.onrecord").write_bytes(b"good")
    before = [backup.last_step_in(path) for path in backup.backups_in(folder)[:9]]
    alter(project, "UPDATE claim SET note = 'x' WHERE start = 0")
    for name in "abcdefghijkl":
        with Store.open(project) as store:
            store.apply(edits.add("Meet", Source(new_id(), name)))
    project.write_bytes(sound)
    meet(project, "Somebody")
    with Store.open(project):
        pass
    there = backup.backups_in(folder)
    kept = {backup.last_step_in(path) for path in there if not backup.is_of_damage(path)}
    assert set(before) <= kept, "good backups gave way to damaged ones"
    assert newest_sound(project).path == there[0]


def test_going_back_and_forth_rotates_out_no_backup(project: Path, tmp_path: Path) -> None:
    for name in "abcdefg":
        meet(project, name)
    before = [backup.last_step_in(path) for path in backups(project)]
    other = tmp_path / "earlier.onrecord"
    shutil.copyfile(backups(project)[3], other)
    for _ in range(6):  # one project, seen at two moments in turn
        for path in (other, project):
            with Store.open(path):
                pass
    assert {backup.last_step_in(path) for path in backups(project)} >= set(before)
    with Store.open(project) as store:
        last = store.last_step()
    assert last
    assert backup.last_step_in(backups(project)[0]) == last.id


@pytest.mark.parametrize("rotten", [b"", b"SQLite format 3\0 and no more"])
def test_a_newest_backup_that_is_damaged_itself_counts_for_none(
    project: Path, rotten: bytes
) -> None:
    made, _ = make(project)
    made.path.write_bytes(rotten)
    again, notices = make(project)
    assert again.is_sound, "what is damaged was taken for a backup"
    assert (again.path != made.path, notices) == (True, [])


def test_a_newest_backup_that_cannot_be_opened_is_made_again(project: Path) -> None:
    made, _ = make(project)
    made.path.unlink()
    made.path.mkdir()
    again, notices = make(project)
    assert (again.is_sound, again.path > made.path, notices) == (True, True, [])


def test_a_clock_that_was_set_back_hides_no_backup(project: Path) -> None:
    made, _ = make(project)
    ahead = made.path.with_name(
        f"29991231T235959000000Z-{backup.last_step_in(made.path)}.onrecord"
    )
    made.path.rename(ahead)
    meet(project, "Somebody")
    again, _ = make(project)
    assert again.is_sound
    assert backups(project)[:2] == [again.path, ahead]


def test_what_a_killed_backup_left_is_removed_a_day_later(project: Path) -> None:
    made, _ = make(project)
    left = [made.path.with_name(f"20200101T000000000000Z-1.part{end}") for end in ("", "-journal")]
    fresh = made.path.with_name("20200102T000000000000Z-1.part")
    for path in (*left, fresh):
        path.write_bytes(b"half")
    for path in left:
        os.utime(path, (0, 0))
    meet(project, "Somebody")
    make(project)
    assert [path.exists() for path in (*left, fresh)] == [False, False, True]


def test_the_newest_backup_is_the_newest_sound_one(project: Path) -> None:
    with Store.open(project):
        pass
    sound = newest_sound(project).path
    (sound.parent / "20990101T000000000000Z-0.onrecord").write_bytes(b"no project")
    (sound.parent / "mine.onrecord").write_bytes(b"not ours")
    assert newest_sound(project).path == sound


def test_two_copies_of_a_project_are_both_backed_up(project: Path) -> None:
    twin = project.with_name("twin.onrecord")
    shutil.copyfile(project, twin)
    for path, words in ((project, "Ottawa sources"), (twin, "Robert Blair")):
        with Store.open(path) as store:
            (article,) = store.articles()
            text = store.document(article.id).text
            store.apply(edits.add("Mark", claim_of(article, text, words)))
    kept = len(backups(project))
    for path in (project, twin):
        with Store.open(path):
            pass
    assert len(backups(project)) == kept + 2


@pytest.mark.slow
def test_a_busy_project_is_not_called_damaged(project: Path) -> None:
    rival = sqlite3.connect(project)
    rival.execute("BEGIN EXCLUSIVE")
    with pytest.raises(ProjectError, match="is being written to; try again in a moment"):
        examine(project)
    rival.rollback()
    rival.close()


@pytest.mark.slow
def test_a_project_that_becomes_busy_on_the_way_is_not_called_damaged(project: Path) -> None:
    conn, _ = connect_for_reading(project)
    rival = sqlite3.connect(project)
    rival.execute("BEGIN EXCLUSIVE")
    conn.execute("PRAGMA busy_timeout = 0")
    with pytest.raises(ProjectError, match="is being written to; try again in a moment"):
        list(_findings(conn, project))
    for one in (rival, conn):
        one.close()


@pytest.mark.slow
def test_nothing_is_found_beside_a_window_that_writes_all_the_time(project: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "tests.store.writers",
        "restless",
        str(project),
        "-",
        "1",
        "1",
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as writer:
        assert writer.stdout
        assert [writer.stdout.readline() for _ in range(2)] == ["ready\n", "writing\n"]
        try:
            found = [finding for _ in range(10) for finding in found_beside(project)]
            assert writer.poll() is None
        finally:
            writer.kill()
    assert found == []


def found_beside(project: Path) -> list[str]:
    try:
        return examine(project)
    except ProjectError as error:
        return [] if "is being written to" in str(error) else [str(error)]


def test_a_backup_that_cannot_be_made_is_told_and_does_not_stop_the_work(
    project: Path, onrecord_home: Path
) -> None:
    with Store.open(project) as store:
        (article,) = store.articles()
        text = store.document(article.id).text
        store.apply(edits.add("Mark", claim_of(article, text, "Ottawa sources")))
    folder = backups(project)[0].parent
    for path in folder.iterdir():
        path.unlink()
    folder.rmdir()
    folder.write_text("in the way")
    with Store.open(project) as store:
        assert "no backup could be made" in store.notices[0]
    assert onrecord_home.exists()


def test_ten_recent_seven_daily_and_four_weekly_backups_are_kept(tmp_path: Path) -> None:
    now = datetime(2026, 5, 20, 12, tzinfo=UTC)
    hours = [*range(30), *range(30, 24 * 60, 24)]
    paths = [
        tmp_path / f"{(now - timedelta(hours=h)).strftime('%Y%m%dT%H%M%S%fZ')}-{h}.onrecord"
        for h in hours
    ]
    gone = set(backup.superseded(paths))
    kept = [path for path in paths if path not in gone]
    assert kept[:10] == paths[:10]
    taken = [datetime.strptime(path.name[:8], "%Y%m%d").replace(tzinfo=UTC) for path in kept]
    days = {moment.strftime("%Y%m%d") for moment in taken}
    assert {(now - timedelta(days=d)).strftime("%Y%m%d") for d in range(7)} <= days
    assert len(kept) <= 10 + 7 + 4
    assert len({moment.strftime("%G%V") for moment in taken}) == 4


def test_a_file_that_is_no_project_is_a_finding(tmp_path: Path) -> None:
    path = tmp_path / "story.onrecord"
    path.write_text("no database")
    assert len(examine(path)) == 1
    with pytest.raises(ProjectError, match="no backup"):
        newest_sound(path)


def test_an_edit_on_a_project_with_a_lost_row_is_refused_in_words(tmp_path: Path) -> None:
    path = new_project(tmp_path / "story.onrecord")
    with Store.open(path) as store:
        article = keep_text(store, TEXT)
        claim = claim_of(article, TEXT, "The union")
        store.apply(edits.add("Mark", claim))
        alter(path, "DELETE FROM claim")
        with pytest.raises(AnnotatorError, match="changed in the meantime"):
            store.apply(edits.Edit("Remove", (edits.Move(claim, None),)))


def test_that_a_copy_of_a_damaged_project_is_no_good_backup_is_told(project: Path) -> None:
    alter(project, "UPDATE claim SET note = 'x' WHERE start = 0")
    made, (notice,) = make(project)
    assert backup.is_of_damage(made.path)
    assert "run `onrecord doctor` on it" in notice


def test_of_copies_of_a_damaged_project_the_ten_newest_are_kept(tmp_path: Path) -> None:
    now = datetime(2026, 5, 20, 12, tzinfo=UTC)
    for n in range(24):
        moment = (now + timedelta(hours=n)).strftime("%Y%m%dT%H%M%S%fZ")
        (tmp_path / f"{moment}-{n}{'' if n < 12 else '.damaged'}.onrecord").touch()
    backup.thin_out(tmp_path)
    left = backup.backups_in(tmp_path)
    assert [backup.is_of_damage(path) for path in left] == [True] * 10 + [False] * 12
