"""What can be read in a finished page, as a browser would show it, search it and tell it."""

from collections.abc import Iterator
from html.parser import HTMLParser

_PARTING = frozenset({"p", "h1", "h2", "h3", "li", "td", "th", "tr", "title", "desc", "text"})
_EMPTY = frozenset({"meta", "br", "rect", "line", "path"})


def words(content: bytes) -> Iterator[str]:
    """Yield the page's words with what is not the article's, without it, and its attributes.

    Words are joined across elements; blocks stand apart.
    """
    reader = _Reader()
    reader.feed(content.decode())
    reader.close()
    yield "".join(reader.every)
    yield "".join(reader.own)
    yield "\n".join(reader.values)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.every: list[str] = []
        self.own: list[str] = []
        self.values: list[str] = []
        self._marks: list[bool] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep the values; an element in what is not the article's is not either."""
        self.values += [value for _, value in attrs if value]
        if tag in _PARTING:
            self._part()
        if tag not in _EMPTY:
            is_mark = any(name == "data-mark" for name, _ in attrs)
            self._marks.append(is_mark or (bool(self._marks) and self._marks[-1]))

    def handle_startendtag(self, _tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep the values of an element without content, as SVG has them."""
        self.values += [value for _, value in attrs if value]

    def handle_endtag(self, tag: str) -> None:
        """Leave an element."""
        if tag in _PARTING:
            self._part()
        if tag not in _EMPTY and self._marks:
            self._marks.pop()

    def handle_data(self, data: str) -> None:
        """Keep words."""
        self.every.append(data)
        if not (self._marks and self._marks[-1]):
            self.own.append(data)

    def _part(self) -> None:
        self.every.append(" ")
        self.own.append(" ")
