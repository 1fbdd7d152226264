"""What a working day leaves on the disk: readable by its owner alone, and not telling of it."""

import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.command_line import onrecord
from tests.left_behind import TRACES, journey, project_about

POSIX = pytest.mark.skipif(os.name != "posix", reason="Windows has no modes")
_HOLDS_PROJECTS = {"backups", "away", "recovered"}


@pytest.fixture
def out(tmp_path: Path) -> Path:
    made = tmp_path / "written"
    made.mkdir(mode=0o700)
    return made


@pytest.fixture
def desktop(tmp_path: Path) -> dict[str, str]:
    """Return where the desktop keeps what programs leave: settings, caches, lists of files."""
    folders = {f"XDG_{kind}_HOME": tmp_path / f"xdg-{kind.lower()}" for kind in _KINDS}
    for folder in folders.values():
        folder.mkdir(mode=0o700)
    return {name: str(folder) for name, folder in folders.items()}


_KINDS = ("CONFIG", "CACHE", "DATA", "STATE")


def wide(folder: Path) -> list[str]:
    """Return what others may look into, of all that is in a folder, and of itself."""
    every = [folder, *folder.rglob("*")]
    modes = {path: stat.S_IMODE(path.lstat().st_mode) for path in every}
    told = [f"{path.relative_to(folder)} {mode:o}" for path, mode in modes.items()]
    is_narrow = [mode == (0o700 if p.is_dir() else 0o600) for p, mode in modes.items()]
    return [name for name, narrow in zip(told, is_narrow, strict=True) if not narrow]


@POSIX
@pytest.mark.slow
@pytest.mark.parametrize("umask", [0o000, 0o022])
def test_nobody_else_can_look_into_what_a_window_made(
    umask: int, tmp_path: Path, out: Path, onrecord_home: Path, desktop: dict[str, str]
) -> None:
    project = project_about(tmp_path)
    onrecord_home.chmod(0o755)
    journey(project, out, umask=umask, desktop=desktop)
    (out / "second.txt").unlink()  # the test's own
    assert (out / "report.docx").exists()
    assert list((onrecord_home / "logs").glob("crash-*.txt"))
    for folder in (onrecord_home, project.parent, out, *map(Path, desktop.values())):
        assert wide(folder) == []


@POSIX
@pytest.mark.slow
@pytest.mark.parametrize("umask", [0o000, 0o022])
def test_nobody_else_can_look_into_what_commands_made(
    umask: int, tmp_path: Path, out: Path, onrecord_home: Path
) -> None:
    made = tmp_path / "made"
    made.mkdir(mode=0o700)
    path = made / "desk.onrecord"
    second = tmp_path / "second-place"
    for folder in (second, onrecord_home):
        folder.mkdir(mode=0o700)
    (onrecord_home / "settings.json").write_text(f'{{"backup_folder": "{second}"}}')
    story = tmp_path / "story.txt"
    story.write_text("A story\n\nThe mill denies it.\n")
    for words in (
        ("sample", made / "deep" / "sample"),
        ("new", path),
        ("import", path, story),
        ("export", path, "--format", "json", "--output", out / "all.json"),
        ("export", path, "--format", "pdf", "--output", out / "page.pdf"),
        ("report", path, "--output", out / "report.docx"),
        ("backup", path),
    ):
        result = onrecord(*words, umask=umask)
        assert result.returncode == 0, result.stderr
    assert list(second.rglob("*.onrecord"))
    for folder in (onrecord_home, made, out, second):
        assert wide(folder) == []


@POSIX
def test_what_others_could_see_of_a_home_is_taken_from_them_at_the_next_start(
    onrecord_home: Path, tmp_path: Path
) -> None:
    logs, mine = onrecord_home / "logs", onrecord_home / "mine.txt"
    logs.mkdir(parents=True)
    stranger = tmp_path / "elsewhere"
    stranger.write_text("")
    (onrecord_home / "recovered").symlink_to(stranger)
    for path in (logs / "onrecord.log", onrecord_home / "settings.json", mine):
        path.write_text("{}")
    for path in (onrecord_home, logs):
        path.chmod(0o777)
    for path in (logs / "onrecord.log", onrecord_home / "settings.json", mine, stranger):
        path.chmod(0o666)
    assert onrecord("articles", tmp_path / "none").returncode == 1
    # A file that is none of ours stays as it is: only we know what ours are for.
    assert wide(onrecord_home) == ["mine.txt 666", "recovered 777"]
    assert stat.S_IMODE(stranger.stat().st_mode) == 0o666


@pytest.mark.slow
@POSIX
def test_the_doctor_tells_that_others_can_read_a_project_and_leaves_it(tmp_path: Path) -> None:
    project = project_about(tmp_path)
    assert b"other people" not in onrecord("doctor", project).stdout
    project.chmod(0o644)
    told = onrecord("doctor", project)
    assert told.returncode == 0
    assert b"other people on this machine may be able to read or change the file" in told.stdout
    assert stat.S_IMODE(project.stat().st_mode) == 0o644


def holding(folder: Path) -> Iterator[str]:
    """Yield which file of a folder tells of a confidential project, by its name or its bytes."""
    for path in folder.rglob("*"):
        about = path.relative_to(folder)
        content = b""
        if path.is_file() and about.parts[0] not in _HOLDS_PROJECTS - {"index.json"}:
            content = path.read_bytes()
        if path.name == "index.json":
            content = path.read_bytes()
        for trace in TRACES:
            for kind in ("utf-8", "utf-16-le", "utf-16-be"):
                if trace.encode(kind) in content or trace in str(about):
                    yield f"{about}: {trace}"


@pytest.mark.slow
def test_nothing_beside_a_confidential_project_tells_of_it(
    tmp_path: Path, out: Path, onrecord_home: Path, desktop: dict[str, str]
) -> None:
    project = project_about(tmp_path)
    told = journey(project, out, desktop=desktop)
    assert (onrecord_home / "settings.json").exists()
    assert list((onrecord_home / "logs").glob("crash-*.txt"))
    assert "QFile::open" in (onrecord_home / "logs" / "onrecord.log").read_text()
    for folder in (onrecord_home, *map(Path, desktop.values())):
        assert list(holding(folder)) == []
    # A second start opens no confidential project by itself, and keeps as silent.
    assert str(out) not in (onrecord_home / "settings.json").read_text()
    assert not [line for line in told.stderr.splitlines() if any(t in line for t in TRACES)]


@pytest.mark.slow
def test_of_any_other_project_it_is_kept_where_it_was(
    tmp_path: Path, out: Path, onrecord_home: Path, desktop: dict[str, str]
) -> None:
    # Else the test above would find nothing in a window that keeps nothing at all.
    project = project_about(tmp_path, is_confidential=False)
    journey(project, out, desktop=desktop)
    found = set(holding(onrecord_home))
    assert found == {"settings.json: quayside-affair"}


@pytest.mark.skipif(sys.platform != "linux", reason="the desktop keeps its settings elsewhere")
@pytest.mark.slow
def test_qt_keeps_no_list_of_what_was_chosen(
    tmp_path: Path, out: Path, desktop: dict[str, str]
) -> None:
    journey(project_about(tmp_path, is_confidential=False), out, desktop=desktop)
    assert [path for path in Path(desktop["XDG_CONFIG_HOME"]).rglob("*") if path.is_file()] == []
