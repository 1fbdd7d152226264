"""Encrypted projects on the command line: when a passphrase is asked for, and where it stays."""

import json
import os
import pty
import select
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

import ui.__main__
from annotator.store import Store, cipher, safekeeping
from tests.command_line import ROOT, Result, onrecord, refused
from tests.factories import keep_wire_story, project_with

PASSPHRASE = "Purpurschnecke im Heuhaufen"  # noqa: S105 - of a test
OTHER = "Ein anderes Lied der Amsel"
WORD = b"Reuters"

pytestmark = pytest.mark.slow


def asked(*words: object, lines: str = f"{PASSPHRASE}\n") -> Result:
    """Run the command with passphrases in its standard input."""
    return onrecord(*words, input=lines.encode())


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a project that was encrypted by the command, with a story in it."""
    path = project_with(tmp_path / "story.onrecord", keep_wire_story)
    result = asked("passphrase", "set", path)
    assert result.returncode == 0, result.stderr
    return path


def here(words: tuple[object, ...], lines: str) -> tuple[int, str]:
    """Run the command in this process, and return its exit code and what it warned of."""
    cipher.forget_all()
    done = CliRunner().invoke(ui.__main__.onrecord, list(map(str, words)), input=lines)
    cipher.forget_all()
    return done.exit_code, done.stderr


def files_under(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_a_new_project_is_encrypted_from_its_first_byte(tmp_path: Path) -> None:
    path = tmp_path / "new.onrecord"

    assert asked("new", "--encrypted", path).returncode == 0
    assert cipher.is_encrypted(path)
    assert asked("articles", path).returncode == 0
    refused(asked("new", "--encrypted", path), "there already")


def test_every_command_works_on_an_encrypted_project_once_it_has_the_passphrase(
    project: Path, tmp_path: Path
) -> None:
    made = tmp_path / "made"
    made.mkdir()
    for words in (
        ("articles", project),
        ("text", project, "1"),
        ("claims", project, "1"),
        ("measures", project, "1"),
        ("check", project),
        ("report", project, "-o", made / "report.docx"),
        ("export", project, "--format", "json", "-o", made / "out.json"),
        ("doctor", project),
        ("backup", project),
        ("backup", project, "--list"),
        ("compact", project, "--yes"),
        ("restore", project),
        ("restore", project, "--undo"),
        ("recover", project, made / "recovered.onrecord"),
    ):
        assert (words, *here(words, f"{PASSPHRASE}\n")) == (words, 0, "")
        code, told = here(words, "")
        assert (words, code) == (words, 1)
        assert "type it at a terminal, or give it as a line of standard input" in told
    key = safekeeping.last_at(project)
    assert key
    for path in [project, *made.glob("*.onrecord"), *safekeeping.every_backup(key)]:
        assert cipher.is_encrypted(path), path
    backups = json.loads(asked("backup", project, "--list", "--json").stdout)
    assert {(each["sound"], each["locked"]) for each in backups} == {(True, False)}


def test_a_wrong_passphrase_opens_nothing_and_stands_in_no_message(project: Path) -> None:
    result = asked("articles", project, lines=f"{OTHER}\n")

    refused(result, "not the passphrase of story.onrecord")
    assert OTHER.encode() not in result.stderr + result.stdout


def test_a_passphrase_is_changed_and_removed(project: Path) -> None:
    refused(asked("passphrase", "set", project), "passphrase change")
    assert asked("passphrase", "change", project, lines=f"{PASSPHRASE}\n{OTHER}\n").returncode == 0
    refused(asked("articles", project), "not the passphrase")
    assert asked("articles", project, lines=f"{OTHER}\n").returncode == 0

    assert asked("passphrase", "remove", project, lines=f"{OTHER}\n").returncode == 0

    assert onrecord("articles", project).returncode == 0
    refused(onrecord("passphrase", "change", project), "passphrase set")
    with Store.open(project) as store:
        assert store.undoable() is not None
        labels = [step.label for step in store.history(limit=10)]
    assert labels[:3] == ["Remove the passphrase", "Change the passphrase", "Set a passphrase"]


def test_a_short_passphrase_is_refused_with_the_reason(tmp_path: Path) -> None:
    result = asked("new", "--encrypted", tmp_path / "new.onrecord", lines="short\n")

    refused(result, "fewer than 8 characters", "guess")
    assert files_under(tmp_path) == []


def test_a_deleted_project_comes_back_by_the_passphrase_of_its_backups(project: Path) -> None:
    assert asked("backup", project).returncode == 0
    project.unlink()

    result = asked("restore", project)

    assert result.returncode == 0, result.stderr
    assert cipher.is_encrypted(project)


def test_damage_is_told_from_a_wrong_passphrase_and_a_backup_helps(project: Path) -> None:
    assert asked("backup", project).returncode == 0
    with project.open("rb+") as file:
        file.write(os.urandom(4096))

    doctor = asked("doctor", project)
    assert doctor.returncode == 1
    assert b"opens its newest backup" in doctor.stdout
    assert b"encrypted: what its damaged pages held cannot be searched" in doctor.stdout
    assert b"newest good backup" in doctor.stderr
    refused(asked("articles", project), "damaged")
    refused(asked("recover", project, project.with_name("out.onrecord")), "go back to a backup")

    assert asked("restore", project).returncode == 0
    assert asked("doctor", project).returncode == 0


def test_a_passphrase_leaves_no_trace_in_files_words_or_environment(project: Path) -> None:
    read_end, write_end = os.pipe()
    words = [sys.executable, "-m", "ui", "articles", str(project)]
    child = subprocess.Popen(words, stdin=read_end, stdout=subprocess.PIPE, cwd=ROOT)
    os.write(write_end, PASSPHRASE.encode() + b"\n")
    place = Path(f"/proc/{child.pid}")
    while not (seen := (place / "cmdline").read_bytes()) and child.poll() is None:
        pass  # the system fills it in a moment after the child began
    seen += (place / "environ").read_bytes()
    os.close(write_end)
    assert b"articles" in seen
    assert child.communicate()[0]
    assert PASSPHRASE.encode() not in seen
    asked("compact", project, "--yes")
    asked("passphrase", "change", project, lines=f"{PASSPHRASE}\n{OTHER}\n")
    secrets = [PASSPHRASE.encode(), OTHER.encode()]

    found = [
        path
        for path in files_under(project.parent)
        if any(secret in path.read_bytes() for secret in secrets)
    ]
    assert found == []


def at_a_terminal(*words: object, typed: list[str]) -> tuple[int, str]:
    """Run the command at a terminal, type a line at each question, and return what it shows."""
    own, its = pty.openpty()
    command = [sys.executable, "-m", "ui", *map(str, words)]
    child = subprocess.Popen(
        command,
        stdin=its,
        stdout=its,
        stderr=its,
        cwd=ROOT,
        close_fds=True,
        start_new_session=True,
    )
    os.close(its)
    shown, waiting = b"", list(typed)
    while True:
        if not select.select([own], [], [], 60)[0]:
            break
        try:
            piece = os.read(own, 4096)
        except OSError:
            break
        if not piece:
            break
        shown += piece
        if waiting and shown.endswith(b": "):
            os.write(own, waiting.pop(0).encode() + b"\n")
    os.close(own)
    return child.wait(60), shown.decode()


def test_at_a_terminal_it_is_typed_unseen_twice_where_it_is_new(tmp_path: Path) -> None:
    path = tmp_path / "new.onrecord"

    code, shown = at_a_terminal(
        "new", "--encrypted", path, typed=[PASSPHRASE, OTHER, PASSPHRASE, PASSPHRASE]
    )
    assert code == 0, shown
    assert "not the same" in shown
    assert "if it is lost, all is lost" in shown
    code, more = at_a_terminal("articles", path, typed=[OTHER, PASSPHRASE])
    assert code == 0, more
    assert "not the passphrase" in more
    assert PASSPHRASE not in shown + more
    assert OTHER not in shown + more
