"""One web page, asked for once, on a person's explicit command: the only use of the network."""

import codecs
import http.client
import socket
import ssl
import threading
import zlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from email.message import Message
from urllib.parse import SplitResult, urljoin

from annotator import addresses, settings
from annotator.errors import FetchError, RedirectedError
from annotator.files import printable

MAX_BYTES = 20_000_000
"""The largest page that is taken, counted while it is read."""
MAX_REDIRECTS = 5
SECONDS = 20.0
"""How long one page may take in all."""

_CHUNK = 1 << 16
_PAGES = {"text/html", "application/xhtml+xml"}
_REDIRECTS = {301, 302, 303, 307, 308}
_HEADERS = {
    "User-Agent": "On Record",
    "Accept": "text/html, application/xhtml+xml",
    "Accept-Encoding": "identity",
    "Connection": "close",
}
_FAULTS = (OSError, http.client.HTTPException, zlib.error, ValueError)
_SAVE = "open it in a browser, save the page and import the file"


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page as it came, and where it was in the end.

    `charset` is what the server says; None where that is nothing, or plainly wrong.
    """

    data: bytes
    url: str
    charset: str | None


class Fetch:
    """Asks for the page at an address, once; made in one thread, canceled from any other.

    No cookie, no name and no password is sent, and nothing is asked for beside the page, nor is
    any host but the one in the address.
    """

    def __init__(self, address: str, *, seconds: float = SECONDS) -> None:
        self._at = addresses.split(address)
        self._seconds = seconds
        self._open: http.client.HTTPConnection | None = None
        self._socket: socket.socket | None = None
        self._answer: http.client.HTTPResponse | None = None
        self._is_canceled = self._is_late = False
        self._over = threading.Event()
        self._found: Fetched | Exception | None = None

    def cancel(self) -> None:
        """Stop at once, also while the server says nothing or its name is looked up."""
        self._is_canceled = True
        self._hang_up()
        self._over.set()

    def run(self, tell: Callable[[int], object] = lambda _: None) -> Fetched:
        """Return the page; `tell` is told how many bytes are there.

        Raises FetchError with one sentence, before any socket is opened where a person or a
        newsroom wants no network; RedirectedError where another host has the page.
        """
        why = settings.why_no_network()
        if why:
            raise FetchError(why)
        # No system lets a lookup of a name be stopped: it is let go of, in a thread of its own.
        threading.Thread(target=self._work, args=(tell,), name="fetch", daemon=True).start()
        if not self._over.wait(self._seconds):
            self._is_late = True
            self._hang_up()
        found = self._found
        if self._is_canceled or found is None or isinstance(found, _FAULTS):
            raise self._refused(found)
        if isinstance(found, Exception):
            raise found
        return found

    def _work(self, tell: Callable[[int], object]) -> None:
        try:
            self._found = self._follow(tell)
        except Exception as error:  # noqa: BLE001 - raised in the thread that asked
            self._found = error
        finally:
            self._close()
            self._over.set()

    def _follow(self, tell: Callable[[int], object]) -> Fetched:
        for _ in range(MAX_REDIRECTS + 1):
            answer = self._ask()
            if answer.status not in _REDIRECTS:
                return self._page(answer, tell)
            goal = answer.headers.get("Location")
            if not goal:
                raise self._told("leads elsewhere without saying where", _SAVE)
            self._close()
            self._at = self._redirected(goal)
        raise self._told(f"leads elsewhere more than {MAX_REDIRECTS} times", _SAVE)

    def _redirected(self, goal: str) -> SplitResult:
        try:
            found = addresses.split(urljoin(self._at.geturl(), goal))
        except FetchError:
            raise self._told("leads to what is no web page", _SAVE) from None
        if not addresses.is_told_by(self._at, found):
            host = addresses.host_of(found)
            plain = ", without encryption" if host == addresses.host_of(self._at) else ""
            told = f"{addresses.host_of(self._at)} leads to {host}{plain}, which was not asked"
            raise RedirectedError(f"{told}; fetch the page there if you want that", found.geturl())
        return found

    def _ask(self) -> http.client.HTTPResponse:
        self._go_on()
        host, port = addresses.host_of(self._at), self._at.port
        if self._at.scheme == "https":
            context = ssl.create_default_context()
            self._open = http.client.HTTPSConnection(
                host, port, timeout=self._seconds, context=context
            )
        else:
            self._open = http.client.HTTPConnection(host, port, timeout=self._seconds)
        self._open.connect()
        # The connection lets go of it while the page is still to come.
        self._socket = self._open.sock
        self._go_on()  # canceled while the name was looked up
        path = addresses.quoted(self._at)
        self._open.request("GET", path, headers=_HEADERS)
        self._answer = self._open.getresponse()
        return self._answer

    def _page(self, answer: http.client.HTTPResponse, tell: Callable[[int], object]) -> Fetched:
        if answer.status != http.client.OK:
            reason = printable(answer.reason)[:80]
            raise self._told(f"answers {answer.status} ({reason}) instead of a page", _SAVE)
        kind = answer.headers.get_content_type()
        if answer.headers.get("Content-Type") and kind not in _PAGES:
            sent = f"sent {printable(kind)[:80]}, which is no web page"
            raise self._told(sent, "download it in a browser and import the file")
        data = bytearray()
        opened = _opener(answer.headers)
        while chunk := answer.read1(_CHUNK):
            self._go_on()
            data += opened(chunk, MAX_BYTES + 1 - len(data))
            if len(data) > MAX_BYTES:
                raise self._told(f"sent more than {MAX_BYTES // 1_000_000} MB", _SAVE)
            tell(len(data))
        self._go_on()
        if not data:
            raise self._told("sent an empty page", _SAVE)
        charset = _charset(answer.headers.get_content_charset(), bytes(data))
        return Fetched(bytes(data), self._at.geturl(), charset)

    def _go_on(self) -> None:
        if self._is_canceled or self._is_late:
            raise OSError("hung up")

    def _hang_up(self) -> None:
        opened = self._socket
        with suppress(OSError):
            if opened:
                # Closing alone would let a thread wait that is reading from it.
                opened.shutdown(socket.SHUT_RDWR)

    def _close(self) -> None:
        """Let go of everything, in the thread that asked."""
        for one in (self._answer, self._open, self._socket):
            with suppress(OSError):
                if one:
                    one.close()
        self._answer = self._open = self._socket = None

    def _told(self, what: str, instead: str) -> FetchError:
        return FetchError(f"{addresses.host_of(self._at)} {what}; {instead}")

    def _refused(self, error: object) -> FetchError:
        if self._is_canceled:
            return FetchError("the page was not fetched, because you stopped it")
        if self._is_late or isinstance(error, TimeoutError):
            return self._told(f"did not send the page within {self._seconds:g} seconds", _SAVE)
        if isinstance(error, ssl.SSLCertVerificationError):
            return self._told("could not prove that it is who it says", "nothing was asked for")
        reason = printable(str(getattr(error, "strerror", None) or type(error).__name__))
        return self._told(f"could not be reached ({reason[:80]})", "check the address")


def _charset(told: str | None, data: bytes) -> str | None:
    """Return the charset to go by; many servers say one for all pages, whatever these are in."""
    with suppress(UnicodeDecodeError):
        data.decode("utf-8-sig")
        return None
    try:
        return codecs.lookup(told or "").name
    except (LookupError, ValueError):
        return None


def _opener(headers: Message) -> Callable[[bytes, int], bytes]:
    """Return what unpacks a body as far as wanted; some servers pack what was asked for plain."""
    if headers.get("Content-Encoding", "identity").strip().casefold() in {"gzip", "x-gzip"}:
        packed = zlib.decompressobj(31)
        return packed.decompress
    return lambda chunk, _: chunk
