"""Strangers' files are read by a child process: whatever becomes of it is one plain sentence."""

import logging
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator import importers
from annotator.errors import UnreadableError
from annotator.importers import Choices, source_file
from annotator.sandbox import Limits, Sandbox
from annotator.text import Words

PAGE = b"""<html lang="en"><head><title>Mill denies it</title></head><body><article>
<h1>Mill denies it</h1><p>By Ann Lee</p><p>The mill denied on Monday that it had known.</p>
<p>\xe2\x80\x9cWe did not know,\xe2\x80\x9d its spokesman said.</p></article></body></html>"""
POSIX = pytest.mark.skipif(os.name != "posix", reason="limits of the kernel")


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(Limits(seconds=1)) as opened:
        yield opened


@pytest.fixture
def trap(onrecord_home: Path) -> importers.SourceFile:
    """Return a file on which the newsroom's own list of furniture never comes to an end."""
    rules = onrecord_home / "rules" / "furniture.txt"
    rules.parent.mkdir(parents=True)
    rules.write_text("(a+)+b\n", encoding="utf-8")
    return source_file.from_bytes(b"a" * 200 + b"c", "trap.txt")


def refusal(sandbox: Sandbox, source: importers.SourceFile) -> str:
    with pytest.raises(UnreadableError) as refused:
        sandbox.read_all(source)
    sentence = str(refused.value)
    assert sentence.startswith(source.name)
    assert sentence.endswith(".")
    assert "\n" not in sentence
    return sentence


@pytest.mark.slow
@pytest.mark.parametrize(
    ("data", "name"),
    [(PAGE, "mill.html"), ("Die Mühle\nSie „schweigt“.\n".encode("cp1252"), "mühle.txt")],
)
def test_the_child_reads_what_the_program_reads(sandbox: Sandbox, data: bytes, name: str) -> None:
    source = source_file.from_bytes(data, name)
    (found,) = sandbox.read_all(source)
    (here,) = importers.read_all(source)
    assert found.imported == here
    assert found.words == len(Words(here.text, here.blocks))
    assert found.imported.original is source.data


def test_what_a_person_chooses_reaches_the_child(sandbox: Sandbox) -> None:
    source = source_file.from_bytes("Żółw\n".encode("cp1250"), "t.txt", Choices("cp1250"))
    (found,) = sandbox.read_all(source)
    assert found.imported.text == "Żółw\n"
    assert found.imported.encoding == "windows-1250"


def test_a_refusal_in_the_child_is_the_same_sentence(sandbox: Sandbox) -> None:
    source = source_file.from_bytes(b"\x89PNG\r\n\x1a\n", "front.png")
    with pytest.raises(UnreadableError) as here:
        importers.read_all(source)
    assert refusal(sandbox, source) == str(here.value)


@pytest.mark.slow
@POSIX
def test_a_file_that_takes_too_long_is_given_up_and_the_next_is_read(
    sandbox: Sandbox, trap: importers.SourceFile
) -> None:
    assert "takes more than 1 seconds" in refusal(sandbox, trap)
    (found,) = sandbox.read_all(source_file.from_bytes(PAGE, "mill.html"))
    assert found.imported.title == "Mill denies it"


@pytest.mark.slow
@POSIX
def test_a_file_that_needs_too_much_memory_is_given_up_and_the_next_is_read() -> None:
    # One character above U+FFFF makes Python keep four bytes for each.
    data = b"word \xf0\x9f\x98\x80" + b"\0" + b"more words " * 7_000_000
    with Sandbox(Limits(seconds=20, memory=300_000_000)) as sandbox:
        source = source_file.from_bytes(data, "long.txt")
        assert "needs more memory than an article should" in refusal(sandbox, source)
        assert sandbox.read_all(source_file.from_bytes(PAGE, "mill.html"))


@pytest.mark.slow
@POSIX
def test_a_child_that_dies_costs_one_sentence(
    trap: importers.SourceFile, caplog: pytest.LogCaptureFixture
) -> None:
    with Sandbox(Limits(seconds=30)) as sandbox:
        child = sandbox.warm()
        killer = threading.Timer(0.5, os.kill, (child, signal.SIGSEGV))
        killer.start()
        with caplog.at_level(logging.ERROR, "onrecord"):
            assert "the reader of its format stopped" in refusal(sandbox, trap)
        killer.join()
        assert "aaa" not in caplog.text
        assert sandbox.read_all(source_file.from_bytes(PAGE, "mill.html"))


@pytest.mark.slow
def test_a_reading_can_be_stopped_from_another_thread(trap: importers.SourceFile) -> None:
    with Sandbox(Limits(seconds=30)) as sandbox:
        sandbox.warm()
        stopper = threading.Timer(0.5, sandbox.stop)
        stopper.start()
        assert "the import was stopped" in refusal(sandbox, trap)
        stopper.join()
        assert sandbox.read_all(source_file.from_bytes(PAGE, "mill.html"))


def test_a_reading_is_stopped_also_while_its_child_is_started(trap: importers.SourceFile) -> None:
    sandbox = Sandbox(Limits(seconds=30))
    told: list[str] = []
    reading = threading.Thread(target=lambda: told.append(refusal(sandbox, trap)))
    reading.start()
    while not sandbox._reading.locked():  # noqa: SLF001 - the child is not there yet
        pass
    sandbox.close()
    reading.join()
    assert "the import was stopped" in told[0]


def test_nothing_is_read_after_the_end() -> None:
    sandbox = Sandbox()
    child = sandbox.warm()
    sandbox.close()
    assert sandbox.warm() == 0
    assert "the import was stopped" in refusal(sandbox, source_file.from_bytes(PAGE, "a.html"))
    if os.name == "posix":
        with pytest.raises(ProcessLookupError):
            os.kill(child, 0)


@pytest.mark.slow
def test_one_child_serves_a_batch(sandbox: Sandbox) -> None:
    first = sandbox.warm()
    for name in ("a.html", "b.html"):
        sandbox.read_all(source_file.from_bytes(PAGE, name))
    assert sandbox.warm() == first


FORBIDDEN = {
    "a socket": "import socket; socket.socket()",
    "a name": "import socket; socket.getaddrinfo('localhost', 80)",
    "a page": "import urllib.request; urllib.request.urlopen('http://127.0.0.1:9/')",
    "a program": "import subprocess; subprocess.run(['true'])",
    "a shell": "import os; os.system('true')",
    "a copy of itself": "import os; os.fork()",
    "a file": "open('left', 'w')",
    "an old file": "import os; os.open('old', os.O_WRONLY)",
    "a file away": "import os; os.remove('old')",
    "another name": "import os; os.replace('old', 'new')",
    "a folder": "import os; os.mkdir('new')",
    "its parent": "import os; os.kill(os.getppid(), 0)",
}


@pytest.mark.parametrize("deed", FORBIDDEN.values(), ids=FORBIDDEN)
def test_a_confined_process_can_do_little(deed: str, tmp_path: Path) -> None:
    (tmp_path / "old").write_bytes(b"")
    script = (
        "from annotator.sandbox import limits\n"
        "limits.confine(limits.Limits())\n"
        f"try:\n    {deed}\n"
        "except (OSError, AttributeError) as error:\n    print('refused')\n"
    )
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        check=False,
    )
    assert (done.stdout.strip(), done.stderr) == (b"refused", b"")
    assert [path.name for path in tmp_path.iterdir() if path.name != "home"] == ["old"]
