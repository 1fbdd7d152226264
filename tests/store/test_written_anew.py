"""A project that another program writes anew while it is read: never told as a damaged one."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.errors import DamageError, ReplacedError
from annotator.store import Store, cipher
from annotator.store.opening import HEADER_BYTES
from annotator.store.reader import Reader
from annotator.store.rekeying import set_passphrase
from tests.factories import keep_text
from tests.killing import ROOT
from tests.store.canaries import forget, full_of_it

pytestmark = pytest.mark.slow
FIRST, OTHER = "four words nobody guesses", "pepper violin granite tide"
READING = """
import sys
from pathlib import Path
from annotator.errors import ReplacedError
from annotator.store import cipher
from annotator.store.reader import Reader

path, words = Path(sys.argv[1]), sys.argv[2]
if words:
    cipher.unlock(path, words)
with Reader.open(path) as reader:
    print(len(reader.articles()), flush=True)
    sys.stdin.readline()
    for read in (reader.articles, reader.history, reader.drafts, reader.all_sources):
        try:
            read()
        except ReplacedError as error:
            print(error, flush=True)
"""
TOLD = (
    "story.onrecord was written anew since it was opened here, such as with another passphrase; "
    "open it again\n"
)


@pytest.fixture(autouse=True)
def forgotten() -> Iterator[None]:
    """Leave no key of one test to the next."""
    yield
    cipher.forget_all()


def made(path: Path, passphrase: str) -> Path:
    Store.create(path, passphrase or None)
    with Store.open(path) as store:
        full_of_it(store)
    return path


def reading(path: Path, passphrase: str) -> "subprocess.Popen[str]":
    """Return another process that has begun to read a project."""
    words = [sys.executable, "-c", READING, str(path), passphrase]
    pipe = subprocess.PIPE
    child = subprocess.Popen(words, stdin=pipe, stdout=pipe, text=True, cwd=ROOT)
    assert child.stdout
    assert child.stdout.readline() == "1\n"
    return child


@pytest.mark.parametrize("passphrase", ["", FIRST])
def test_whoever_reads_a_project_whose_passphrase_changes_is_told_to_open_it_again(
    tmp_path: Path, passphrase: str
) -> None:
    path = made(tmp_path / "story.onrecord", passphrase)
    child = reading(path, passphrase)

    set_passphrase(path, OTHER)

    assert child.communicate("\n", timeout=60)[0] == 4 * TOLD


def test_whoever_reads_a_project_of_which_a_source_is_forgotten_is_told_nothing_false(
    tmp_path: Path,
) -> None:
    path = made(tmp_path / "story.onrecord", FIRST)
    child = reading(path, FIRST)

    forget(path)

    assert child.communicate("\n", timeout=60)[0] in ("", 4 * TOLD)


def test_a_file_that_is_damaged_while_it_is_read_is_called_so(tmp_path: Path) -> None:
    path = tmp_path / "story.onrecord"
    Store.create(path)
    with Store.open(path) as store:
        keep_text(store, "A mill\n\nIt dumped waste.\n")
    with Reader.open(path) as reader:
        path.write_bytes(bytes(path.stat().st_size))
        with pytest.raises(DamageError) as told:
            reader.articles()
    assert not isinstance(told.value, ReplacedError)
    assert path.stat().st_size > HEADER_BYTES
