"""No test asks the network: what opens an internet socket fails, whoever swallows the error."""

import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager

_ASKING = {
    "socket.connect", "socket.sendto", "socket.sendmsg", "socket.bind", "socket.getaddrinfo",
    "socket.gethostbyname", "socket.gethostbyaddr", "socket.getnameinfo",
}  # fmt: skip
_OURSELVES = {"127.0.0.1", "::1", "localhost"}


class AskedTheNetworkError(Exception):
    """A test, or what it called, wanted something of the network."""


class Guard:
    """Watches one test at a time; `asked` is what was wanted of the network meanwhile."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self._test = ""
        self._may_ask_itself = False

    @contextmanager
    def watching(self, test: str, *, may_ask_itself: bool = False) -> Iterator[None]:
        """Name the test that runs; one may ask a server of its own on this machine."""
        self._test, self._may_ask_itself = test, may_ask_itself
        self.asked.clear()
        try:
            yield
        finally:
            self._test = ""

    def hear(self, event: str, values: tuple[object, ...]) -> None:
        """Refuse what asks the network; called by Python at each of its audit events."""
        if event not in _ASKING or not self._test:
            return
        where = _host_of(event, values)
        # urllib3 binds one at its import, to see whether this machine knows IPv6.
        is_harmless = self._may_ask_itself or event == "socket.bind"
        if where is None or (is_harmless and where in _OURSELVES):
            return
        told = f"{self._test} asked the network for {where} ({event})"
        self.asked.append(told)
        raise AskedTheNetworkError(told)


def _host_of(event: str, values: tuple[object, ...]) -> str | None:
    """Return what host is meant, None for a socket of this machine that has no host."""
    first = values[0] if values else None
    if not isinstance(first, socket.socket):
        name = first[0] if isinstance(first, tuple) else first
        return name.decode("ascii", "replace") if isinstance(name, bytes) else str(name)
    if first.family not in {socket.AF_INET, socket.AF_INET6}:
        return None
    address = values[1]
    return str(address[0]) if isinstance(address, tuple) else f"{event} {address!r}"


GUARD = Guard()
"""The one of this process: what is added to the audit can never be taken out."""


def install() -> None:
    """Let the guard hear of every socket from now on, once a process."""
    sys.addaudithook(GUARD.hear)
