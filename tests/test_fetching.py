"""A web page is fetched once and whole, or not at all with one sentence; nothing else is sent."""

import gzip
import json
import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from annotator import addresses, fetching
from annotator.errors import FetchError, RedirectedError
from annotator.fetching import Fetch
from tests.socket_guard import GUARD

PAGE = "<html><title>Mühle</title><p>The mill denies it.</p></html>".encode()


@dataclass
class Site:
    """A server on this machine: what it answers by path, and what it was asked."""

    address: str = ""
    answers: dict[str, Callable[[BaseHTTPRequestHandler], None]] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    go_on: threading.Event = field(default_factory=threading.Event)
    is_waiting: threading.Event = field(default_factory=threading.Event)

    def page(self, path: str, data: bytes = PAGE, status: int = 200, **headers: str) -> str:
        """Answer a path with a page; return its address."""
        told = {
            "Content-Type": "text/html",
            **{k.replace("_", "-"): v for k, v in headers.items()},
        }

        def answer(handler: BaseHTTPRequestHandler) -> None:
            handler.send_response(status)
            for name, value in told.items():
                handler.send_header(name, value)
            handler.end_headers()
            handler.wfile.write(data)

        self.answers[path] = answer
        return self.address + path

    def wait(self, path: str, begins: bytes = b"") -> str:
        """Answer a path with a beginning, and with no more until the test is over."""

        def answer(handler: BaseHTTPRequestHandler) -> None:
            if begins:
                handler.wfile.write(begins)
            self.is_waiting.set()
            self.go_on.wait()

        self.answers[path] = answer
        return self.address + path


@pytest.fixture
def site() -> Iterator[Site]:
    made = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            made.asked.append((self.path, dict(self.headers)))
            made.answers[self.path](self)

        def log_message(self, *_: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        def handle_error(self, *_: object) -> None:
            pass  # whoever asked hung up

    with Server(("127.0.0.1", 0), Handler) as server:
        made.address = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield made
        made.go_on.set()
        server.shutdown()
        thread.join()


def refusal(address: str, seconds: float = 20) -> str:
    with pytest.raises(FetchError) as refused:
        Fetch(address, seconds=seconds).run()
    assert "\n" not in str(refused.value)
    return str(refused.value)


@pytest.mark.own_server
def test_a_page_comes_as_it_is_and_nothing_but_the_address_is_sent(site: Site) -> None:
    address = site.page("/mill?a=1", Content_Type="text/html; charset=UTF-8")
    told: list[int] = []
    found = Fetch(f"{address}#top").run(told.append)
    assert found == fetching.Fetched(PAGE, address, None)
    assert told[-1] == len(PAGE)
    ((path, sent),) = site.asked
    assert path == "/mill?a=1"
    assert sent == {
        "Host": address.split("/")[2],
        "User-Agent": "On Record",
        "Accept": "text/html, application/xhtml+xml",
        "Accept-Encoding": "identity",
        "Connection": "close",
    }


@pytest.mark.own_server
@pytest.mark.parametrize(
    ("told", "data", "charset"),
    [
        ("windows-1250", "Żółw".encode("cp1250"), "cp1250"),
        ("iso-8859-1", "Żółw".encode(), None),
        ("utf-8", "Málaga".encode("cp1252"), "utf-8"),
        ("no-such-charset", "Málaga".encode("cp1252"), None),
        ("", "Málaga".encode("cp1252"), None),
    ],
)
def test_the_charset_is_the_servers_unless_it_is_plainly_wrong(
    site: Site, told: str, data: bytes, charset: str | None
) -> None:
    address = site.page("/page", data, Content_Type=f"text/html; charset={told}")
    assert Fetch(address).run().charset == charset


@pytest.mark.own_server
def test_redirects_are_followed_and_the_last_address_is_told(site: Site) -> None:
    site.page("/new")
    site.page("/middle", status=301, Location="new")
    address = site.page("/old", status=302, Location=f"{site.address}/middle", Set_Cookie="a=b")
    assert Fetch(address).run().url == f"{site.address}/new"
    assert [path for path, _ in site.asked] == ["/old", "/middle", "/new"]
    assert not [sent for _, sent in site.asked if "Cookie" in sent or "Referer" in sent]


@pytest.mark.own_server
def test_a_host_that_nobody_named_is_told_and_not_asked(site: Site) -> None:
    there = site.page("/new").replace("127.0.0.1", "localhost")
    address = site.page("/old", status=302, Location=there)
    with pytest.raises(RedirectedError) as refused:
        Fetch(address).run()
    assert str(refused.value) == (
        "127.0.0.1 leads to localhost, which was not asked; fetch the page there if you want that"
    )
    assert refused.value.address == there
    assert [path for path, _ in site.asked] == ["/old"]


@pytest.mark.parametrize(
    ("named", "goal", "is_told"),
    [
        ("http://a.example/", "https://a.example/x", True),
        ("https://a.example/", "https://www.a.example:8443/", True),
        ("https://www.a.example/", "https://a.example/", True),
        ("https://A.example/", "https://a.EXAMPLE/", True),
        ("https://a.example/", "http://a.example/", False),
        ("https://a.example/", "https://b.a.example/", False),
        ("https://a.example/", "https://127.0.0.1/", False),
        ("https://a.example/", "http://[::1]/", False),
        ("https://a.example/", "https://a.example.test/", False),
    ],
)
def test_only_the_host_that_was_named_is_followed(named: str, goal: str, *, is_told: bool) -> None:
    found = addresses.is_told_by(addresses.split(named), addresses.split(goal))
    assert found is is_told


@pytest.mark.own_server
@pytest.mark.parametrize(
    "goal", ["file:///etc/passwd", "ftp://127.0.0.1/a", "data:,a", "javascript:a"]
)
def test_a_redirect_to_what_is_no_web_page_is_not_followed(site: Site, goal: str) -> None:
    address = site.page("/old", status=302, Location=goal)
    assert refusal(address).startswith("127.0.0.1 leads to what is no web page; ")
    assert len(site.asked) == 1


@pytest.mark.own_server
def test_after_five_redirects_it_is_enough(site: Site) -> None:
    site.page("/6")
    for at in range(6):
        site.page(f"/{at}", status=302, Location=f"/{at + 1}")
    assert Fetch(f"{site.address}/1").run().url == f"{site.address}/6"
    assert "more than 5 times" in refusal(f"{site.address}/0")


@pytest.mark.own_server
@pytest.mark.parametrize("is_packed", [False, True])
def test_a_page_that_is_too_large_is_not_taken(site: Site, *, is_packed: bool) -> None:
    data = b"x" * (fetching.MAX_BYTES + 1)
    pack = gzip.compress if is_packed else bytes
    how = "gzip" if is_packed else "identity"
    address = site.page("/large", pack(data), Content_Encoding=how)
    assert "127.0.0.1 sent more than 20 MB; " in refusal(address)
    fits = site.page("/fits", pack(data[:-1]), Content_Encoding=how)
    assert len(Fetch(fits).run().data) == fetching.MAX_BYTES


@pytest.mark.own_server
@pytest.mark.parametrize(
    "begins", [b"", b"HTTP/1.1 200 OK\r\nX-", b"HTTP/1.1 200 OK\r\n\r\n<html>"]
)
def test_a_server_that_waits_is_given_up(site: Site, begins: bytes) -> None:
    address = site.wait("/slow", begins)
    assert "did not send the page within 0.2 seconds" in refusal(address, seconds=0.2)


@pytest.mark.own_server
@pytest.mark.parametrize(
    "begins", [b"", b"HTTP/1.1 200 OK\r\nX-", b"HTTP/1.1 200 OK\r\n\r\n<html>"]
)
def test_a_fetch_is_stopped_while_the_server_waits(site: Site, begins: bytes) -> None:
    fetch = Fetch(site.wait("/slow", begins))
    told: list[str] = []

    def run() -> None:
        try:
            fetch.run()
        except FetchError as error:
            told.append(str(error))

    thread = threading.Thread(target=run)
    thread.start()
    site.is_waiting.wait()
    fetch.cancel()
    thread.join()
    assert told == ["the page was not fetched, because you stopped it"]


@pytest.fixture
def lookup(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Let every lookup of a name wait until the test is over; set when one begins."""
    begun, go_on = threading.Event(), threading.Event()

    def wait(*_: object, **__: object) -> None:
        begun.set()
        go_on.wait()
        raise socket.gaierror("no such name")

    monkeypatch.setattr(socket, "getaddrinfo", wait)
    yield begun
    go_on.set()


def test_a_fetch_is_stopped_while_the_name_is_looked_up(lookup: threading.Event) -> None:
    fetch = Fetch("https://slow.example/")
    told: list[str] = []

    def run() -> None:
        try:
            fetch.run()
        except FetchError as error:
            told.append(str(error))

    thread = threading.Thread(target=run)
    thread.start()
    lookup.wait()
    fetch.cancel()
    thread.join()
    assert told == ["the page was not fetched, because you stopped it"]


def test_a_name_that_is_looked_up_for_too_long_is_given_up(lookup: threading.Event) -> None:
    sentence = refusal("https://slow.example/", seconds=0.2)
    assert lookup.is_set()
    assert sentence.startswith("slow.example did not send the page within 0.2 seconds; ")


@pytest.mark.own_server
@pytest.mark.parametrize(
    ("status", "headers", "data", "told"),
    [
        (404, {}, PAGE, "answers 404 (Not Found) instead of a page"),
        (204, {}, b"", "answers 204 (No Content) instead of a page"),
        (200, {"Content_Type": "application/pdf"}, b"%PDF", "sent application/pdf, which is no"),
        (302, {}, PAGE, "leads elsewhere without saying where"),
        (200, {}, b"", "sent an empty page"),
        (200, {"Content_Encoding": "gzip"}, b"not packed", "could not be reached"),
    ],
)
def test_what_is_no_page_is_refused_with_what_to_do(
    site: Site, status: int, headers: dict[str, str], data: bytes, told: str
) -> None:
    sentence = refusal(site.page("/odd", data, status, **headers))
    assert sentence.startswith(f"127.0.0.1 {told}")
    assert "; " in sentence


@pytest.mark.own_server
def test_a_server_that_is_not_there_is_named(site: Site) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    del site
    assert refusal(f"http://127.0.0.1:{port}/").startswith("127.0.0.1 could not be reached (")


@pytest.mark.own_server
def test_a_server_that_cannot_prove_who_it_is_gets_no_question(site: Site) -> None:
    sentence = refusal(site.page("/mill").replace("http://", "https://"))
    assert sentence.startswith("127.0.0.1 could not ")
    assert site.asked == []


@pytest.mark.parametrize("value", ["1", "", "no"])
def test_a_newsroom_takes_the_network_away_before_any_socket_is_opened(
    monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    monkeypatch.setenv("ONRECORD_NO_NETWORK", value)
    assert refusal("https://192.0.2.1/") == (
        "web pages are not fetched here, because ONRECORD_NO_NETWORK is set"
    )
    assert GUARD.asked == []


def test_a_person_switches_it_off_before_any_socket_is_opened(onrecord_home: Path) -> None:
    onrecord_home.mkdir()
    settings = onrecord_home / "settings.json"
    settings.write_text(json.dumps({"network": False}), encoding="utf-8")
    assert refusal("https://192.0.2.1/") == (
        "web pages are not fetched, because that is switched off in the settings"
    )
    assert GUARD.asked == []


@pytest.mark.parametrize(
    ("typed", "host"),
    [
        ("https://Example.org/a", "example.org"),
        ("example.org/a b", "example.org"),
        ("localhost:8000/a", "localhost"),
        ("http://mühle.example:81/", "xn--mhle-0ra.example"),
        ("https://еxample.org/", "xn--xample-2of.org"),
        ("https://[::1]/", "::1"),
        (" //example.org ", "example.org"),
        ("https://example.org\\@evil.test/", ""),
        ("file:///etc/passwd", ""),
        ("javascript:alert(1)", ""),
        ("mailto:a@example.org", ""),
        ("https://ann:secret@example.org/", ""),
        ("https://example.org:99999/", ""),
        ("https://", ""),
        ("https://[::1", ""),
        ("", ""),
    ],
)
def test_the_host_is_told_as_the_network_knows_it(typed: str, host: str) -> None:
    assert addresses.host_typed(typed) == host


def test_the_path_is_asked_for_as_servers_know_it() -> None:
    at = addresses.split("example.org/mühle%20a?q=ä&b=%C3%A4#part")
    assert addresses.quoted(at) == "/m%C3%BChle%20a?q=%C3%A4&b=%C3%A4"
    assert at.geturl() == "https://example.org/mühle%20a?q=ä&b=%C3%A4"
    assert addresses.quoted(addresses.split("example.org")) == "/"
