"""Of an encrypted project no file says a word: no source, nothing of the story, no passphrase."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.canary.filled import FIELDS, SEEN, filled
from tests.canary.names import Canary, plain, seeded
from tests.canary.room import Room
from tests.canary.scan import scan

_SHORTEST = 9
"""Letters of a word that is in no other file by chance."""
WORK = (
    *("articles {project} --json", "backup {project}", "check {project}", "doctor {project}"),
    *("report {project} -o {out}/all.docx", "export {project} --format pdf -o {out}/all.pdf"),
    *("export {project} --format json -o {out}/all.json", "replies {project} {out}/all.docx"),
    *("restore {project} --number 1", "restore {project} --undo", "compact {project} --yes"),
    *("recover {project} {stories}/again.onrecord", "articles {nowhere}", "backup {project}"),
)


def of_the_story() -> Iterator[Canary]:
    """Yield what the project says beside its sources' names."""
    for name, words in {**FIELDS, "document.seen": SEEN}.items():
        if len(words) > _SHORTEST:
            yield Canary(name, "plain", words)


@pytest.mark.slow
def test_no_file_of_an_encrypted_project_says_a_word(tmp_path: Path) -> None:
    chance, room = seeded(), Room(tmp_path / "room")
    made = filled(room.project, chance)
    first, second = (
        Canary("passphrase", "plain", f"{plain(chance)} {plain(chance)}") for _ in range(2)
    )
    assert (
        room.run("passphrase", "set", made.path, given=f"{first.words}\n".encode()).returncode == 0
    )
    places = {
        "project": made.path,
        "out": room.out,
        "stories": made.path.parent,
        "nowhere": made.path.with_name("nowhere.onrecord"),
    }
    for row in WORK:
        done = room.run(*row.format(**places).split(), given=f"{first.words}\n".encode())
        assert b"Traceback" not in done.stderr
        assert done.returncode == 0 or "nowhere" in row or "recover" in row, (row, done)
    both = f"{first.words}\n{second.words}\n".encode()
    assert room.run("passphrase", "change", made.path, given=both).returncode == 0
    wrong = f"{first.words}\n".encode()
    assert room.run("text", made.path, "1", given=wrong).returncode == 1
    # No name and no passphrase is anywhere, in the project as little as in any output.
    looked = room.look((*made.canaries, first, second), is_project_safe=True)
    assert looked.hits == ()
    assert room.strangers() == []
    # The story is where it was exported to, and else in no file.
    kept = [path for path in room.folder.iterdir() if path != room.out]
    assert scan(kept, of_the_story()).hits == ()
    assert {hit.canary.where for hit in scan([room.out], of_the_story()).hits}


@pytest.mark.parametrize(
    "after",
    [
        pytest.param(after, marks=pytest.mark.slow if after == 0.8 else pytest.mark.torture)
        for after in (0.5, 0.8, 1.2, 2.0)
    ],
)
def test_no_file_says_a_word_once_a_passphrase_was_set_that_a_kill_kept_off(
    tmp_path: Path, after: float
) -> None:
    chance, room = seeded(), Room(tmp_path / "room")
    made = filled(room.project, chance)
    words = f"{plain(chance)} {plain(chance)}\n".encode()
    assert room.run("backup", made.path).returncode == 0
    child = room.start("passphrase", "set", made.path)
    try:
        child.communicate(words, timeout=after)
    except subprocess.TimeoutExpired:
        child.kill()
        child.communicate()
    # Where the kill came too late, it has a passphrase already.
    room.run("passphrase", "set", made.path, given=words)
    assert room.run("doctor", made.path, given=words).returncode == 0
    assert room.look((*made.canaries, *of_the_story()), is_project_safe=True).hits == ()
