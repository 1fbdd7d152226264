"""The title of a web page taken apart: the headline, and the name of the site beside it."""

import re

from lxml.html import HtmlElement

from annotator.importers.said import clean

_BETWEEN = r"\s+(?:[|–—·«»•]|-)\s+"
_BESIDE = re.compile(rf"{_BETWEEN}|\s*[|»•:]\s+")
"""What stands beside a headline that is known; elsewhere a colon may be the headline's own."""

_LAST = re.compile(rf"(.+){_BETWEEN}(.+)")
_HEADLINE, _NAME = 3, 5
"""How many words a headline has at least where the site's name comes first, and a name at most."""


_SHORTEST = 10
"""Shorter headings, in characters, are in a title by chance."""


def headline_in(root: HtmlElement) -> HtmlElement | None:
    """Return the heading that the page's title repeats, None where none does."""
    title = " ".join((root.findtext(".//title") or "").split())
    for names in (("h1",), ("h2", "h3")):
        for heading in root.iter(*names):
            words = " ".join(heading.text_content().split())
            if len(words) >= _SHORTEST and words in title:
                return heading
    return None


def title_and_site(root: HtmlElement, outlet: str | None) -> tuple[str | None, str | None]:
    """Return the page's title without the site's name, else the first h1; and that name.

    `outlet` is what the page calls its site elsewhere, None where it does not.
    """
    headings = [words for h1 in root.iter("h1") if (words := clean(h1.text_content()))]
    whole = clean(root.findtext(".//title"))
    if whole is None:
        return (headings[0] if headings else None), None
    for heading in headings:
        found = re.search(re.escape(heading), whole, re.IGNORECASE)
        if found is None or heading == outlet:
            continue
        if found.start() == 0:
            return _told_apart(root, heading, _BESIDE.split(whole[found.end() :]))
        site = _BESIDE.split(whole[: found.start()])
        if found.end() == len(whole) and len(heading.split()) >= _HEADLINE and site[1:] == [""]:
            return heading, _as_name(site[0])
    title = without_site(whole, outlet)
    cut = _LAST.fullmatch(title)
    if cut and len(cut.group(2).split()) < _NAME and len(title) > 2 * len(cut.group(2)):
        return clean(cut.group(1)), _as_name(cut.group(2))
    return title, None


def without_site(title: str, outlet: str | None) -> str:
    """Return a title without the name of the site before or after it."""
    if outlet is None:
        return title
    name = re.escape(outlet)
    found = re.fullmatch(rf"(?:{name}{_BETWEEN})?(.+?)(?:{_BETWEEN}{name})?", title, re.IGNORECASE)
    return found.group(1) if found else title


def _told_apart(
    root: HtmlElement, heading: str, after: list[str]
) -> tuple[str | None, str | None]:
    """Return title and site where a title begins with a heading, which may be either.

    `after` is what follows it, as in " | World | The Gazette" or in " » Archive » The headline".
    """
    last = after[-1] if after[1:] and not after[0] else ""
    others = (clean(other.text_content()) for other in root.iter("h1", "h2", "h3"))
    if last and len(last.split()) >= _HEADLINE and last in others:
        return last, _as_name(heading)
    return heading, _as_name(last)


def _as_name(words: str) -> str | None:
    name = clean(words)
    is_name = name and len(name.split()) <= _NAME and re.search(r"[^\W\d_]", name)
    return name if is_name else None
