"""Which files are opened as a project, by whom, and what is refused in one sentence."""

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from annotator import edits
from annotator.errors import AnnotatorError, ProjectError
from annotator.store import Store, kept
from annotator.store.integrity import examine
from annotator.store.migrations import migrations
from annotator.store.opening import reading, wrap
from annotator.store.reader import Reader
from annotator.store.rebuilding import rebuild
from annotator.store.rows import digest
from annotator.store.schema import SCHEMA_VERSION, schema_of, shipped_schema
from annotator.store.search import SEARCHED
from tests.command_line import onrecord_with_room_for
from tests.factories import claim_of, keep_text, new_project
from tests.ordinary_user import as_ordinary_user, folder_for_all

TEXT = "Headline\n\nThe union said so.\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = new_project(tmp_path / "story.onrecord")
    with Store.open(path) as store:
        keep_text(store, TEXT)
    return path


def alter(path: Path, sql: str) -> None:
    conn = sqlite3.connect(path)
    conn.executescript(sql)
    conn.close()


@pytest.mark.parametrize("content", [b"", b"SQLite", b"A plain story.\n" * 20, b"\0" * 4096])
def test_a_file_that_is_no_database_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "story.onrecord"
    path.write_bytes(content)
    for kind in (Reader, Store):
        with pytest.raises(ProjectError, match="not an On Record project"):
            kind.open(path)
    assert path.read_bytes() == content


def test_another_programs_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    alter(path, "CREATE TABLE claim (id TEXT)")
    with pytest.raises(ProjectError, match="another program"):
        Store.open(path)


def test_a_missing_project_and_a_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ProjectError, match="does not exist"):
        Store.open(tmp_path / "none.onrecord")
    with pytest.raises(ProjectError, match="is a folder"):
        Reader.open(tmp_path)


def test_a_newer_project_can_be_read_and_not_written(project: Path) -> None:
    alter(project, f"PRAGMA user_version = {SCHEMA_VERSION + 1}; CREATE TABLE later (id TEXT)")
    with pytest.raises(ProjectError, match="newer On Record"):
        Store.open(project)
    with Reader.open(project) as reader:
        assert len(reader.articles()) == 1


@pytest.mark.parametrize(
    "sql",
    [
        "CREATE TRIGGER t AFTER INSERT ON claim BEGIN DELETE FROM claim; END",
        "CREATE VIEW v AS SELECT * FROM claim",
        "CREATE TABLE mine (x)",
        "DROP TABLE waiver",
        "ALTER TABLE claim ADD COLUMN extra TEXT",
    ],
)
def test_a_project_altered_by_another_program_is_refused(project: Path, sql: str) -> None:
    alter(project, sql)
    for kind in (Reader, Store):
        with pytest.raises(ProjectError, match="altered by another program"):
            kind.open(project)


def test_a_newer_project_with_more_columns_can_be_read(project: Path) -> None:
    newer = f"PRAGMA user_version = {SCHEMA_VERSION + 1}; ALTER TABLE claim ADD COLUMN later TEXT"
    alter(project, newer)
    with Reader.open(project) as reader:
        assert len(reader.articles()) == 1
    alter(project, "ALTER TABLE claim RENAME COLUMN note TO remark")
    with pytest.raises(ProjectError, match="made by a newer On Record"):
        Reader.open(project)


@pytest.mark.parametrize("length", [250, 256, 300])
def test_a_name_without_room_for_its_journal_is_refused(tmp_path: Path, length: int) -> None:
    with pytest.raises(ProjectError, match="too long a name"):
        Store.create(tmp_path / ("x" * (length - 9) + ".onrecord"))


def test_a_project_from_elsewhere_cannot_name_the_folder_of_its_backups(
    project: Path, tmp_path: Path
) -> None:
    victim = tmp_path / "victim"
    victim.mkdir()
    seal = digest("project", [str(victim), "x"])
    conn = sqlite3.connect(project)
    conn.execute("UPDATE project SET id = ?, made_by = 'x', digest = ?", (str(victim), seal))
    conn.commit()
    conn.close()
    with pytest.raises(ProjectError, match="lost its own id"):
        Store.open(project)
    assert list(victim.iterdir()) == []


def test_a_truncated_project_is_refused(project: Path) -> None:
    data = project.read_bytes()
    project.write_bytes(data[: len(data) // 2])
    with pytest.raises(ProjectError, match="damaged"):
        Store.open(project)


def test_a_second_writer_is_told_who_has_it(project: Path) -> None:
    with Store.open(project):
        started = time.monotonic()
        with pytest.raises(ProjectError, match=f"process {os.getpid()} on "):
            Store.open(project, patience=0.2)
        assert time.monotonic() - started < 5
        with Reader.open(project) as reader:
            assert len(reader.articles()) == 1
    with Store.open(project):
        pass
    assert not project.with_name("story.onrecord.lock").exists()


def test_two_names_of_one_project_share_one_lock(project: Path) -> None:
    other = project.with_name("alias.onrecord")
    other.symlink_to(project)
    with Store.open(project), pytest.raises(ProjectError, match="open for writing"):
        Store.open(other, patience=0)


def test_a_dead_writers_lock_clears_by_itself(project: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from annotator.store import Store\n"
        "store = Store.open(Path(sys.argv[1])); print('ready', flush=True); sys.stdin.read()"
    )
    child = subprocess.Popen(
        [sys.executable, "-c", code, str(project)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[2],
    )
    assert child.stdout
    assert child.stdin
    assert child.stdout.readline() == b"ready\n"
    with pytest.raises(ProjectError, match=f"process {child.pid}"):
        Store.open(project, patience=0)
    child.kill()
    child.wait()
    child.stdin.close()
    child.stdout.close()
    assert project.with_name("story.onrecord.lock").exists()
    with Store.open(project, patience=0) as store:
        assert len(store.articles()) == 1


def with_hot_journal(project: Path, folder: Path) -> Path:
    """Return a copy of a project as it lies on disk while a writer dies in a transaction."""
    conn = sqlite3.connect(project)
    conn.executescript(
        "PRAGMA journal_mode = DELETE; PRAGMA cache_size = 1; PRAGMA cache_spill = 1"
    )
    conn.execute("BEGIN IMMEDIATE")
    conn.execute("UPDATE article SET title = 'Half done'")
    # More than the cache holds: pages reach the file before the commit.
    conn.execute("UPDATE document SET text = text || hex(zeroblob(100000))")
    copy = folder / "dead.onrecord"
    journal = project.with_name(project.name + "-journal")
    assert journal.stat().st_size > 0
    shutil.copyfile(project, copy)
    shutil.copyfile(journal, folder / "dead.onrecord-journal")
    conn.rollback()
    conn.close()
    return copy


def test_nothing_is_left_of_a_copy_that_was_read_after_a_writer_died(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dead = with_hot_journal(project, tmp_path)
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(scratch))
    with reading(dead) as conn:
        assert conn.execute("SELECT count(*) FROM article").fetchone() == (1,)
        assert list(scratch.iterdir())
    assert list(scratch.iterdir()) == []
    with pytest.raises(ValueError, match="in the middle"), reading(dead):
        raise ValueError("in the middle")
    assert list(scratch.iterdir()) == []


def test_reading_after_a_writer_died_sees_the_last_commit_and_changes_no_byte(
    project: Path, tmp_path: Path
) -> None:
    dead = with_hot_journal(project, tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.glob("dead*")}
    with Reader.open(dead) as reader:
        assert [article.title for article in reader.articles()] == ["Headline"]
    assert {path.name: path.read_bytes() for path in tmp_path.glob("dead*")} == before


def test_what_a_dead_writer_left_is_rolled_back_through_a_link_too(
    project: Path, tmp_path: Path
) -> None:
    dead = with_hot_journal(project, tmp_path)
    link = tmp_path / "elsewhere" / "linked.onrecord"
    link.parent.mkdir()
    link.symlink_to(dead)
    assert examine(link) == []
    with Reader.open(link) as reader:
        assert [article.title for article in reader.articles()] == ["Headline"]
    assert rebuild(link, tmp_path / "out.onrecord").losses == []


@pytest.mark.slow
def test_where_there_is_no_room_to_roll_back_in_that_is_said(
    project: Path, tmp_path: Path
) -> None:
    result = onrecord_with_room_for(9_000, "articles", with_hot_journal(project, tmp_path))
    assert b"in the middle of a change" in result.stderr
    assert b"make room there and try again" in result.stderr


def test_writing_after_a_writer_died_goes_on_from_the_last_commit(
    project: Path, tmp_path: Path
) -> None:
    dead = with_hot_journal(project, tmp_path)
    with Store.open(dead) as store:
        (article,) = store.articles()
        assert article.title == "Headline"
        store.apply(edits.add("Mark", claim_of(article, TEXT, "The union")))


def test_another_programs_lock_is_waited_for_and_then_told(project: Path) -> None:
    with Store.open(project) as store:
        (article,) = store.articles()
        rival = sqlite3.connect(project)
        rival.execute("BEGIN IMMEDIATE")
        with pytest.raises(AnnotatorError, match="another program is writing"):
            store.apply(edits.add("Mark", claim_of(article, TEXT, "The union")))
        rival.rollback()
        rival.close()
        assert store.marks(article.id).claims == ()


@pytest.fixture
def shared_folder() -> Path:
    return folder_for_all()


def test_a_read_only_file_is_read_and_refused_for_writing(
    project: Path, shared_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = shared_folder / "story.onrecord"
    shutil.copyfile(project, copy)
    copy.chmod(0o444)
    shared_folder.chmod(0o777)
    monkeypatch.setenv("ONRECORD_HOME", str(shared_folder))

    def work() -> None:
        with Reader.open(copy) as reader:
            assert len(reader.articles()) == 1
        with pytest.raises(ProjectError, match="read-only"):
            Store.open(copy)

    as_ordinary_user(work)
    assert copy.read_bytes() == project.read_bytes()


def test_a_project_in_a_read_only_folder_is_read_and_refused_for_writing(
    project: Path, shared_folder: Path
) -> None:
    copy = shared_folder / "story.onrecord"
    shutil.copyfile(project, copy)
    copy.chmod(0o666)
    shared_folder.chmod(0o555)

    def work() -> None:
        with Reader.open(copy) as reader:
            assert len(reader.articles()) == 1
        with pytest.raises(ProjectError, match="does not take new files"):
            Store.open(copy)

    as_ordinary_user(work)


def test_an_unreadable_project_is_refused(project: Path, shared_folder: Path) -> None:
    copy = shared_folder / "story.onrecord"
    shutil.copyfile(project, copy)
    copy.chmod(0o000)

    def work() -> None:
        with pytest.raises(ProjectError, match="cannot be read"):
            Reader.open(copy)

    as_ordinary_user(work)


def test_the_settings_that_keep_an_acknowledged_change_are_on(project: Path) -> None:
    wanted = {
        "journal_mode": "truncate",
        "synchronous": 2,
        "foreign_keys": 1,
        "secure_delete": 1,
        "cell_size_check": 1,
        "trusted_schema": 0,
        "locking_mode": "normal",
        "temp_store": 2,
    }
    with Store.open(project) as store:
        conn = store._conn  # noqa: SLF001
        found = {name: conn.execute(f"PRAGMA {name}").fetchone()[0] for name in wanted}
    assert found == wanted


def test_every_table_is_strict(project: Path) -> None:
    conn = sqlite3.connect(project)
    rows = conn.execute(
        "SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND type = 'table'"
    ).fetchall()
    conn.close()
    ours = {n: s for n, s in rows if not n.startswith(("sqlite_", "_sqlite_"))}
    assert ours
    assert all(ours.values()), ours


def test_the_schema_that_is_written_down_is_what_the_migrations_make() -> None:
    for version in range(1, SCHEMA_VERSION + 1):
        conn = sqlite3.connect(":memory:")
        later = f"m{version + 1:04}"
        stops = [m.name for m in migrations.pending(wrap(conn)) if m.name.startswith(later)]
        migrations.apply(wrap(conn), stop_before=stops or None)
        assert schema_of(conn) == shipped_schema(version)
        conn.close()


def test_a_step_that_has_shipped_does_not_follow_what_is_counted_or_searched_now(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(kept.COUNTED_IN, "claim", "SELECT $.source_id")
    monkeypatch.setitem(SEARCHED, "claim", ("quote",))
    conn = sqlite3.connect(":memory:")
    steps = {"m0001_the_first_schema", "m0002_sides_and_kept_figures"}
    stops = [m.name for m in migrations.pending(wrap(conn)) if m.name not in steps]
    migrations.apply(wrap(conn), stop_before=stops or None)
    assert schema_of(conn) == shipped_schema(2)
    conn.close()


def test_reading_a_project_loads_no_library_for_migrations(project: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from annotator.store.reader import Reader\n"
        "Reader.open(Path(sys.argv[1])).close(); print('sqlite_utils' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(project)],
        capture_output=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )
    assert done.stdout == b"False\n"
