"""Who wrote a page, as its reader sees it: what is marked as a byline near the headline."""

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from annotator.importers.page_title import headline_in
from annotator.importers.said import as_person, clean

_MARKED = re.compile(
    r"(?:^|[\s_-])(?:by-?line|author-?name|article-?author|story-?author|entry-?author)"
    r"(?:$|[\s_-])",
    re.IGNORECASE,
)
_ELSEWHERE = ("aside", "nav", "footer", "li", "form")
_DAY = (
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b"
    r"|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d"
)
_NAME = rf"(?!{_DAY})[^\W\d_a-zß-ÿ][\w.'’\-]*"
_PERSON = (
    rf"{_NAME}(?: (?:(?:de|del|da|di|la|le|du|van|von|der|den|ter|al|el|bin|ibn) )*{_NAME}){{1,4}}"
)
_AFTER = rf"$|[,|•·–—(@]|\s(?:[-|•·–—(@]|\d|(?:on|in|for) |{_DAY})"
_LINE = re.compile(rf"({_PERSON}(?:(?:, and|,| and| &) {_PERSON})*)(?={_AFTER})")
_NO_NAME = re.compile(r"(?:More|About|Follow|View|See|Read|Contact|Written|Posted|Share)\b")
_LONGEST = 200


def byline_in(root: HtmlElement) -> str | None:
    """Return the names in the first byline after the headline, None where there is none."""
    headline = headline_in(root)
    found: list[str] = []
    is_after = headline is None
    for element in root.iter():
        is_after = is_after or element is headline
        if is_after and isinstance(element.tag, str) and _is_marked(element):
            found += _names(element)
            if found and headline is not None:
                return found[0]
    return found[0] if len(set(found)) == 1 else None


def may_be_names(words: str) -> bool:
    """Return whether words do not begin as those of links and buttons do."""
    return _NO_NAME.match(words) is None


def _is_marked(element: HtmlElement) -> bool:
    said = (element.get("rel") == "author" and element.tag == "a") or bool(
        _MARKED.search(element.get("class", ""))
    )
    return said and next(element.iterancestors(*_ELSEWHERE), None) is None


def _names(element: HtmlElement) -> Iterator[str]:
    seen = element.xpath(".//text()[not(parent::script or parent::style)]")
    words = " ".join("".join(map(str, seen)).split())
    if len(words) > _LONGEST:
        return
    words = re.sub(r"^by:? ", "", words, flags=re.IGNORECASE)
    line = _LINE.match(words) if may_be_names(words) else None
    name = as_person(clean(line.group(1))) if line else None
    if name:
        yield name
