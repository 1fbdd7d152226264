"""Nothing asks the network: no reader of any format, no project, and the guard sees who does."""

import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from annotator.errors import UnreadableError
from annotator.importers import Choices, Extent, read_all, source_file
from annotator.store import Store
from annotator.store.reader import Reader
from tests.factories import WIRE, keep_wire_story, new_project
from tests.socket_guard import GUARD, AskedTheNetworkError, Guard

SAMPLES = sorted((Path(__file__).parent / "data" / "formats").iterdir())
LURES = {
    "page.html": b"""<!DOCTYPE html SYSTEM "http://127.0.0.1:9/page.dtd"><html lang="en"><head>
<base href="http://127.0.0.1:9/"><link rel="stylesheet" href="http://127.0.0.1:9/s.css">
<link rel="canonical" href="http://127.0.0.1:9/story"><title>Mill denies it</title></head>
<body><article><h1>Mill denies it</h1><img src="http://127.0.0.1:9/p.png">
<script src="http://127.0.0.1:9/x.js"></script><iframe src="http://127.0.0.1:9/f"></iframe>
<p>The mill denied on Monday that it had known of anything at all.</p></article></body></html>""",
    "item.xml": b"""<?xml version="1.0"?><!DOCTYPE nitf [<!ENTITY far SYSTEM
"http://127.0.0.1:9/far.xml"><!ENTITY % more SYSTEM "http://127.0.0.1:9/more.dtd"> %more;]>
<nitf><body><body.head><hedline><hl1>Mill &far; denies</hl1></hedline></body.head>
<body.content><p>The mill denied it on Monday, a clerk said.</p></body.content></body></nitf>""",
    "page.mhtml": b"""From: <Saved by Blink>
Snapshot-Content-Location: http://127.0.0.1:9/story
Content-Type: multipart/related; boundary=b

--b
Content-Type: message/external-body; access-type=URL; URL="http://127.0.0.1:9/body"

--b
Content-Type: text/html
Content-Location: http://127.0.0.1:9/story

<link rel="stylesheet" href="http://127.0.0.1:9/s.css"><p>The mill denied it on Monday, a clerk
said.</p><img src="http://127.0.0.1:9/p.png">
--b--""",
    "story.fodt": b"""<?xml version="1.0"?><!DOCTYPE d SYSTEM "http://127.0.0.1:9/d.dtd">
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:xi="http://www.w3.org/2001/XInclude"
xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:text>
<xi:include href="http://127.0.0.1:9/more.xml"/><text:p>The mill denied it.</text:p>
</office:text></office:body></office:document>""",
    "story.rtf": rb"""{\rtf1{\*\template http://127.0.0.1:9/t.dot}{\field{\*\fldinst INCLUDEPICTURE
"http://127.0.0.1:9/p.png"}{\fldrslt The mill denied it on Monday.}}\par}""",
    "page.webarchive": b"""<?xml version="1.0"?><!DOCTYPE plist
PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://127.0.0.1:9/PropertyList-1.0.dtd"><plist
version="1.0"><dict><key>WebMainResource</key><dict><key>WebResourceURL</key>
<string>http://127.0.0.1:9/story</string><key>WebResourceData</key><data>
PHA+VGhlIG1pbGwgZGVuaWVkIGl0IG9uIE1vbmRheSwgYSBjbGVyayBzYWlkLjwvcD4=</data></dict></dict></plist>""",
    "item.json": b"""{"uri": "http://127.0.0.1:9/item", "title": "One", "body_html":
"<p>The mill denied it.</p><img src='http://127.0.0.1:9/p.png'>"}""",
    "story.md": b"""# One\n\nThe mill denied it. ![p](http://127.0.0.1:9/p.png) <http://127.0.0.1:9/x>\n""",
    "feed.rss": b"""<rss version="2.0"><channel><title>Harbor</title><item><title>One</title>
<link>http://127.0.0.1:9/one</link><enclosure url="http://127.0.0.1:9/a.mp3" length="1" type="a"/>
<description>The mill denied it on Monday, a clerk said.</description></item></channel></rss>""",
}
"""Files that name what lies elsewhere; port 9 of this machine stands for the whole network."""


@pytest.fixture
def guard(no_network: None) -> Iterator[Guard]:
    """Return the guard of this test, which forgets what the test itself provoked."""
    del no_network
    yield GUARD
    GUARD.asked.clear()


@pytest.mark.parametrize("path", [*SAMPLES, *sorted(WIRE.iterdir())], ids=lambda path: path.name)
@pytest.mark.parametrize("extent", list(Extent))
def test_no_reader_asks_the_network(path: Path, extent: Extent) -> None:
    _read(source_file.from_path(path, Choices(extent=extent)))


@pytest.mark.parametrize("name", LURES)
def test_no_reader_follows_what_a_file_names(name: str) -> None:
    _read(source_file.from_bytes(LURES[name], name))


@pytest.mark.own_server
@pytest.mark.parametrize("name", LURES)
def test_what_a_file_names_hears_nothing_from_a_library_in_c_either(name: str) -> None:
    # Where C asks the network, Python's guard hears nothing; whoever is asked does.
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        port = str(server.getsockname()[1]).encode()
        _read(source_file.from_bytes(LURES[name].replace(b":9/", b":%b/" % port), name))
        with pytest.raises(BlockingIOError):
            server.accept()


def _read(source: source_file.SourceFile) -> None:
    """Read what can be read; a guard that was asked fails the test at its end."""
    with suppress(UnreadableError):
        assert read_all(source)


def test_no_project_asks_the_network(tmp_path: Path) -> None:
    path = new_project(tmp_path / "desk.onrecord")
    with Store.open(path) as store:
        keep_wire_story(store)
    with Reader.open(path) as reader:
        assert len(reader.articles()) == 1


@pytest.mark.parametrize("address", [("192.0.2.1", 80), ("127.0.0.1", 9)])
def test_the_guard_sees_who_connects(address: tuple[str, int], guard: Guard) -> None:
    with socket.socket() as one, pytest.raises(AskedTheNetworkError):
        one.connect(address)
    with pytest.raises(AskedTheNetworkError):
        socket.create_connection(address)
    with pytest.raises(AskedTheNetworkError, match=r"no-such\.example"):
        socket.getaddrinfo("no-such.example", 443)
    with socket.socket(type=socket.SOCK_DGRAM) as one, pytest.raises(AskedTheNetworkError):
        one.sendto(b"", address)
    assert len(guard.asked) == 4


def test_the_guard_sees_what_a_thread_does_and_somebody_swallows(guard: Guard) -> None:
    def ask() -> None:
        with suppress(Exception):  # as careless as a library may be
            socket.create_connection(("192.0.2.1", 80))

    thread = threading.Thread(target=ask)
    thread.start()
    thread.join()
    assert len(guard.asked) == 1
    assert "test_the_guard_sees_what_a_thread_does" in guard.asked[0]


def test_sockets_of_this_machine_are_nobodys_business(guard: Guard) -> None:
    one, other = socket.socketpair()
    with one, other:
        one.sendall(b"x")
        assert other.recv(1) == b"x"
    assert guard.asked == []


@pytest.mark.own_server
def test_a_test_with_a_server_of_its_own_asks_that_alone(guard: Guard) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname()[:2]).close()
    assert guard.asked == []
    with pytest.raises(AskedTheNetworkError), socket.socket() as one:
        one.connect(("192.0.2.1", 80))
    assert len(guard.asked) == 1


ASKING = """
import socket, sys
try:
    with socket.socket() as one:
        one.connect(("192.0.2.1", 80))
except Exception as error:
    sys.exit(type(error).__name__)
"""


@pytest.mark.parametrize("before", [(), ("-P",), ("-X", "utf8", "-B")])
def test_the_guard_sees_what_a_process_does_that_a_test_starts(
    before: tuple[str, ...], guard: Guard
) -> None:
    ran = subprocess.run(
        [sys.executable, *before, "-c", ASKING], capture_output=True, check=False, text=True
    )
    assert ran.stderr == "AskedTheNetworkError\n"
    (told,) = guard.asked_by_children()
    assert "192.0.2.1" in told
    assert guard.asked_by_children() == []


def test_the_guard_is_in_what_a_process_starts_in_its_turn(guard: Guard) -> None:
    code = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {ASKING!r}])"
    subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert len(guard.asked_by_children()) == 1


@pytest.mark.own_server
def test_a_process_of_a_test_with_a_server_of_its_own_asks_that_alone(guard: Guard) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        near = f"('127.0.0.1', {server.getsockname()[1]})"
        for where, failed in ((near, 0), ("('192.0.2.1', 80)", 1)):
            code = ASKING.replace('("192.0.2.1", 80)', where)
            ran = subprocess.run(
                [sys.executable, "-c", code], capture_output=True, check=False, text=True
            )
            assert ran.returncode == failed, ran.stderr
    assert len(guard.asked_by_children()) == 1


def test_no_test_starts_a_python_without_the_guard() -> None:
    folder = Path(__file__).parent
    given = [
        f"{path.name}: {line.strip()}"
        for path in folder.rglob("*.py")
        for line in path.read_text("utf-8").splitlines()
        if '"PYTHONPATH":' in line and path != Path(__file__)
    ]
    assert given
    # The reader of files gets this Python's own path, on which the guard is, too.
    guarded = ("python_path(", "os.pathsep.join(sys.path)")
    assert [line for line in given if not any(words in line for words in guarded)] == []
