"""Web addresses as a person types them: whose they are, and what is none."""

import re
from urllib.parse import SplitResult, quote, urlsplit

from annotator.errors import FetchError

_SCHEME = re.compile(r"[a-z][a-z0-9+.\-]*:(?!\d)", re.IGNORECASE)
_LONGEST = 8_000
_PLAIN = "%/:?#[]@!$&'()*+,;=-._~"


def split(address: str) -> SplitResult:
    """Return an address taken apart; without a scheme it is one of https.

    Raises FetchError for what is no address of a web page. The fragment, which no server is
    asked for, is left out.
    """
    typed = "".join(address.split())
    if not _SCHEME.match(typed):
        typed = f"https://{typed.removeprefix('//')}"
    try:
        found = urlsplit(typed[:_LONGEST])
        host, _ = found.hostname, found.port
        is_host = bool(host) and bool((host or "").encode("idna"))
    except ValueError:
        is_host = False
        found = SplitResult("", "", "", "", "")
    if found.scheme not in {"http", "https"} or not is_host:
        raise FetchError("that is no address of a web page; it begins with https:// or http://")
    if "@" in found.netloc:
        raise FetchError("leave the name and the password out of the address; it is kept")
    return found._replace(fragment="")


def host_of(address: SplitResult) -> str:
    """Return the host as the network knows it, which no look-alike letter can hide."""
    return (address.hostname or "").encode("idna").decode("ascii")


def is_told_by(named: SplitResult, goal: SplitResult) -> bool:
    """Return whether who named one address has named the host of the other, as open or safer."""
    hosts = {host_of(one).removeprefix("www.") for one in (named, goal)}
    return len(hosts) == 1 and (named.scheme, goal.scheme) != ("https", "http")


def quoted(address: SplitResult) -> str:
    """Return path and query as they are asked for."""
    path = quote(address.path or "/", safe=_PLAIN)
    return f"{path}?{quote(address.query, safe=_PLAIN)}" if address.query else path


def host_typed(address: str) -> str:
    """Return the host of what was typed so far, "" where it is no address yet."""
    try:
        return host_of(split(address)) if address.strip() else ""
    except FetchError:
        return ""
