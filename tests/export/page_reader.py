"""A reader of annotated pages that shares no code with their writer: lxml's HTML parser."""

from collections.abc import Iterator

from lxml import html
from lxml.html import HtmlElement


class PageFile:
    """A page, read as a program of somebody else would read it."""

    def __init__(self, content: bytes) -> None:
        self.source = content.decode()
        self.tree: HtmlElement = html.document_fromstring(
            content, parser=html.HTMLParser(encoding="utf-8", huge_tree=True)
        )

    def articles(self) -> list[str]:
        """Return each article's text without the elements that are not the article's."""
        return ["".join(_own(article)) for article in self.tree.iter("article")]

    def marks(self) -> list[str]:
        """Return what the articles do not say themselves, in order, empty places left out."""
        return [
            words
            for each in self.tree.xpath("//article//*[@data-mark]")
            if (words := each.text_content())
        ]

    def claimed(self) -> list[tuple[str, str]]:
        """Return words under claims with their class, in order."""
        found = self.tree.xpath("//article//span[contains(@class, 'claim')]")
        return [(each.get("class"), each.text_content()) for each in found]

    def cards(self) -> list[str]:
        """Return the text of each card, its lines joined by bars."""
        cards = self.tree.xpath("//li[contains(@class, 'card')]")
        return ["|".join(" ".join(each.text_content().split()) for each in card) for card in cards]

    @property
    def text(self) -> str:
        """Return all that can be read."""
        return str(self.tree.text_content())

    def dangling(self) -> list[str]:
        """Return links of the page to places that it does not have, and doubled places."""
        ids = [str(each) for each in self.tree.xpath("//@id")]
        links = [str(each)[1:] for each in self.tree.xpath("//a/@href") if each.startswith("#")]
        named = [key for told in self.tree.xpath("//@aria-labelledby") for key in told.split()]
        doubled = sorted({key for key in ids if ids.count(key) > 1})
        return [key for key in (*links, *named) if key not in ids] + doubled


def _own(element: HtmlElement) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.get("data-mark") is None:
            yield from _own(child)
        yield child.tail or ""
