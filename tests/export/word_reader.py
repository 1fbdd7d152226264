"""A reader of reports that shares no code with the exporter: zipfile and lxml alone."""

import io
import zipfile
from collections.abc import Iterator

from lxml import etree
from lxml.etree import _Element as Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


class WordFile:
    """A .docx, read as a program of somebody else would read it."""

    def __init__(self, content: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            self.entries = archive.infolist()
            self.parts = {entry.filename: archive.read(entry) for entry in self.entries}

    def tree(self, name: str) -> Element:
        return etree.fromstring(self.parts[f"word/{name}.xml"])

    @property
    def document(self) -> Element:
        return self.tree("document")

    def article(self) -> list[str]:
        """Return the article's paragraphs without what is not the article's."""
        return [
            "".join(text for text, _ in _pieces(paragraph))
            for paragraph in self.document.iter(f"{W}p")
            if style(paragraph) == "OnRecordArticle"
        ]

    def marks(self) -> list[str]:
        """Return the words that the article does not have, in order."""
        return [
            "".join(run.itertext())
            for paragraph in self.document.iter(f"{W}p")
            if style(paragraph) == "OnRecordArticle"
            for run in paragraph.iter(f"{W}r")
            if style(run) == "OnRecordMark"
        ]

    def commented(self) -> dict[str, str]:
        """Return the words under each comment, by its number, paragraphs simply joined."""
        words: dict[str, str] = {}
        under: set[str] = set()
        for paragraph in self.document.iter(f"{W}p"):
            for text, anchor in _pieces(paragraph):
                if anchor is None:
                    for number in under:
                        words[number] += text
                elif anchor.tag == f"{W}commentRangeStart":
                    under.add(value(anchor, "id"))
                    words[value(anchor, "id")] = ""
                else:
                    under.remove(value(anchor, "id"))
        assert not under
        return words

    def comments(self) -> dict[str, list[str]]:
        """Return each comment's paragraphs, by its number."""
        if "word/comments.xml" not in self.parts:
            return {}
        return {
            value(comment, "id"): ["".join(p.itertext()) for p in comment.iter(f"{W}p")]
            for comment in self.tree("comments")
        }

    def tables(self) -> list[list[list[str]]]:
        """Return each table as rows of cells, a cell's paragraphs joined by " / "."""
        return [
            [
                [" / ".join(texts(cell)) for cell in row.iter(f"{W}tc")]
                for row in table.iter(f"{W}tr")
            ]
            for table in self.document.iter(f"{W}tbl")
        ]

    def paragraphs(self) -> list[str]:
        return texts(self.document)

    def everything(self) -> str:
        """Return every word and every attribute of every part."""
        found = []
        for name, content in self.parts.items():
            if name.endswith((".xml", ".rels")):
                for element in etree.fromstring(content).iter():
                    found += [element.text or "", *map(str, element.attrib.values())]
        return "\n".join(found)


def texts(element: Element) -> list[str]:
    return ["".join(paragraph.itertext()) for paragraph in element.iter(f"{W}p")]


def value(element: Element, name: str = "val") -> str:
    return str(element.get(f"{W}{name}"))


def style(element: Element) -> str | None:
    for properties in element.iterchildren(f"{W}pPr", f"{W}rPr"):
        for found in properties.iterchildren(f"{W}pStyle", f"{W}rStyle"):
            return value(found)
    return None


def _pieces(paragraph: Element) -> Iterator[tuple[str, Element | None]]:
    """Yield words, and the comment anchors between them."""
    for element in paragraph.iter():
        if element.tag in {f"{W}commentRangeStart", f"{W}commentRangeEnd"}:
            assert element.getparent() is paragraph
            yield "", element
        elif element.tag == f"{W}r" and style(element) != "OnRecordMark":
            for child in element:
                if child.tag == f"{W}t":
                    yield child.text or "", None
                elif child.tag == f"{W}br":
                    yield "\n", None
                elif child.tag == f"{W}tab":
                    yield "\t", None
