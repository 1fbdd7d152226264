"""The doctor tells what there is to go back to, and `recover` makes a project of what is left."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from annotator import recovery
from annotator.store import Store
from annotator.store.away import WorkingCopy
from annotator.store.integrity import examine
from tests.command_line import onrecord, printed, refused
from tests.factories import keep_text, project_with
from tests.store.damage import PAGE, content, everything_told


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a project that has a backup, to which then an article was added."""
    path = project_with(tmp_path / "story.onrecord", everything_told)
    with Store.open(path) as store:
        keep_text(store, "A later story\n\nThe mill said no.")
    return path


def without_page_one(path: Path) -> None:
    path.write_bytes(b"\xff" * PAGE + path.read_bytes()[PAGE:])


def said(*args: object) -> str:
    result = onrecord(*args)
    assert (result.returncode, result.stderr) == (0, b"")
    return result.stdout.decode()


def test_the_doctor_tells_the_newest_good_backup_and_what_can_be_read(project: Path) -> None:
    without_page_one(project)
    before = project.read_bytes(), project.stat().st_mtime_ns, set(project.parent.iterdir())
    result = onrecord("doctor", project)
    told = result.stderr.decode()
    refused(result, "story.onrecord: one thing is wrong; the newest good backup is ")
    assert (
        "UTC, with 2 articles and 19 claims; `onrecord recover` can take 3 of 3 articles" in told
    )
    (finding,) = result.stdout.decode().splitlines()
    assert finding.endswith("go back to a backup")
    assert (project.read_bytes(), project.stat().st_mtime_ns) == before[:2]
    assert set(project.parent.iterdir()) == before[2]


def test_the_doctor_tells_scripts_the_same(project: Path) -> None:
    without_page_one(project)
    told = json.loads(onrecord("doctor", "--json", project).stdout)
    assert len(told["findings"]) == 1
    assert (told["backup"]["articles"], told["backup"]["claims"]) == (2, 19)
    assert told["recoverable"]["article"] == {"kept": 3, "known": 3}


def test_nothing_is_offered_where_nothing_is_wrong_or_nothing_is_left(
    project: Path, tmp_path: Path
) -> None:
    assert recovery.offers(project) == recovery.Offers(())
    for name, data in (("empty", b""), ("other", b"no project" * 500)):
        path = tmp_path / name
        path.write_bytes(data)
        found = recovery.offers(path)
        assert (len(found.findings), found.backup, found.rebuilt) == (1, None, None)
    found = recovery.offers(tmp_path / "none")
    assert found.findings == ("none does not exist; name an On Record project",)


def test_backups_are_found_though_the_project_has_lost_its_id(project: Path) -> None:
    with Store.open(project):
        pass
    with closing(sqlite3.connect(project)) as conn:
        conn.execute("UPDATE project SET made_by = 'x'")
        conn.commit()
    without_page_one(project)
    found = recovery.offers(project)
    assert found.backup
    assert found.backup.articles == 3


@pytest.mark.slow
def test_recover_writes_a_project_and_says_what_came_out(project: Path, tmp_path: Path) -> None:
    whole, out = content(project), tmp_path / "out.onrecord"
    without_page_one(project)
    told = said("recover", project, out).splitlines()
    assert told[0].endswith(
        "out.onrecord with 3 of 3 articles, 19 of 19 claims and 11 of 11 sources"
    )
    assert told[1].startswith("the last change that can be read, of 20")
    assert told[1].endswith("UTC: Import “A later story”")
    assert told[2:] == ["nothing is lost up to there"]
    assert content(out) == whole
    assert examine(out) == []
    refused(onrecord("recover", project, out), "out.onrecord is there already")


@pytest.mark.slow
def test_recover_says_what_is_lost(project: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(project)) as conn:
        conn.execute("UPDATE document SET text = text || 'x' WHERE text LIKE 'A later story%'")
        conn.execute("UPDATE identity SET name = 'x'")
        conn.commit()
    told = said("recover", project, tmp_path / "out.onrecord")
    assert "2 of 3 articles" in told
    assert "article 3 “A later story” is lost with what was marked in it" in told
    assert "1 name of a confidential source of 1 is lost" in told
    found = printed("recover", "--json", project, tmp_path / "again.onrecord")
    assert found["recovered"]["identity"] == {"kept": 0, "known": 1}
    assert len(found["losses"]) == 2


@pytest.mark.slow
def test_recover_refuses_what_is_no_project(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("no project")
    refused(onrecord("recover", path, tmp_path / "out"), "nothing of an On Record project")
    refused(onrecord("recover", tmp_path / "none", tmp_path / "out"), "cannot be read")
    assert not (tmp_path / "out").exists()


@pytest.mark.slow
def test_the_doctor_tells_of_work_that_is_on_this_machine_alone(project: Path) -> None:
    copy = WorkingCopy.take(project, None)
    with Store.open(copy.path) as store:
        keep_text(store, "The last story\n\nThe mill said yes.")
    copy.end()
    assert f"is not back in its place yet is in {copy.path}" in said("doctor", project)
