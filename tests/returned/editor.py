"""An editor at a returned report: what Word writes when a person comments, answers and changes.

The package is edited with lxml, and never by the exporter's own code.
"""

import io
import zipfile
from collections.abc import Iterator
from copy import deepcopy

from lxml import etree
from lxml.etree import _Element as Element

from annotator.export.markup import WORD
from annotator.model import Claim

W = f"{{{WORD}}}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
WHEN = "2026-11-30T10:00:00Z"
_THREADS = "word/commentsExtended.xml"
_CONTENT_TYPE = (
    "application/vnd.openxmlformats-officedocument.wordprocessingml.commentsExtended+xml"
)
_RELATION = "http://schemas.microsoft.com/office/2011/relationships/commentsExtended"


class Editor:
    """A report open for editing; `saved` gives the bytes that go back."""

    def __init__(self, content: bytes, name: str = "Editor") -> None:
        self.name = name
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            self.parts = {entry: archive.read(entry) for entry in archive.namelist()}
        self.document = etree.fromstring(self.parts["word/document.xml"])
        told = self.parts.get("word/comments.xml", f'<w:comments xmlns:w="{WORD}"/>'.encode())
        self.comments = etree.fromstring(told)
        self._threads = etree.Element(f"{W15}commentsEx", nsmap={"w15": W15[1:-1]})
        self._next = len(self.comments) + 1000
        for number, paragraph in enumerate(self.comments.iter(f"{W}p"), 1):
            paragraph.set(f"{W14}paraId", f"{number:08X}")

    def saved(self) -> bytes:
        self.parts["word/document.xml"] = etree.tostring(self.document)
        self.parts["word/comments.xml"] = etree.tostring(self.comments)
        if len(self._threads):
            self._add_threads()
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            for name, content in self.parts.items():
                archive.writestr(name, content)
        return out.getvalue()

    def comment_of(self, claim: Claim) -> Element:
        """Return the comment that the report was written with on a claim."""
        bookmark = self.bookmark(claim)
        start = bookmark.getnext()
        while start is not None and start.tag != f"{W}commentRangeStart":
            start = start.getnext()
        assert start is not None
        return self.comment(str(start.get(f"{W}id")))

    def comment(self, number: str) -> Element:
        return next(c for c in self.comments if c.get(f"{W}id") == number)

    def bookmark(self, claim: Claim) -> Element:
        name = f"claim_{claim.id.replace('-', '')}"
        return next(b for b in self.document.iter(f"{W}bookmarkStart") if value(b, "name") == name)

    def answer(self, claim: Claim, text: str) -> Element:
        """Answer in the thread of a claim's comment, on the same words, as Word does."""
        root = self.comment_of(claim)
        made = self.written(text)
        self._entry(root)
        self._entry(made, parent=root)
        number = value(root, "id")
        for tag in ("commentRangeStart", "commentRangeEnd"):
            there = next(e for e in self.document.iter(f"{W}{tag}") if e.get(f"{W}id") == number)
            there.addnext(element(tag, id=value(made, "id")))
        reference = next(
            e for e in self.document.iter(f"{W}commentReference") if value(e, "id") == number
        )
        run = reference.getparent()
        assert run is not None
        run.addnext(_reference(value(made, "id")))
        return made

    def resolve(self, claim: Claim) -> None:
        self._entry(self.comment_of(claim)).set(f"{W15}done", "1")

    def remark(self, words: str, text: str) -> Element:
        """Comment on words of the article, wherever its runs begin and end."""
        runs = list(self._runs_of(words))
        made = self.written(text)
        number = value(made, "id")
        runs[0].addprevious(element("commentRangeStart", id=number))
        runs[-1].addnext(_reference(number))
        runs[-1].addnext(element("commentRangeEnd", id=number))
        return made

    def comment_on(self, claim: Claim, text: str) -> Element:
        """Comment on exactly a claim's words, with no thread."""
        made = self.written(text)
        number = value(made, "id")
        start = self.bookmark(claim)
        end = next(
            e
            for e in self.document.iter(f"{W}bookmarkEnd")
            if value(e, "id") == value(start, "id")
        )
        start.addnext(element("commentRangeStart", id=number))
        end.addprevious(element("commentRangeEnd", id=number))
        end.addprevious(_reference(number))
        return made

    def delete(self, comment: Element) -> None:
        """Delete a comment with its anchors, as Word does."""
        number = value(comment, "id")
        self.comments.remove(comment)
        for tag in ("commentRangeStart", "commentRangeEnd", "commentReference"):
            for anchor in list(self.document.iter(f"{W}{tag}")):
                if value(anchor, "id") == number:
                    drop(anchor)

    def replace(self, old: str, new: str, *, is_tracked: bool = True) -> None:
        """Write other words; either may be empty but for what is said where."""
        runs = list(self._runs_of(old))
        inserted = deepcopy(runs[-1])
        texts = list(inserted.iter(f"{W}t"))
        texts[0].text = new
        if not is_tracked:
            runs[-1].addnext(inserted)
            for run in runs:
                drop(run)
            return
        about = {"author": self.name, "date": WHEN}
        come = element("ins", id="900", **about)
        runs[-1].addnext(come)
        come.append(inserted)
        for run in runs:
            gone = element("del", id="901", **about)
            run.addprevious(gone)
            gone.append(run)
            for text in run.iter(f"{W}t"):
                text.tag = f"{W}delText"
        if not new:
            drop(come)

    def paragraph_of(self, claim: Claim) -> Element:
        paragraph = self.bookmark(claim).getparent()
        assert paragraph is not None
        return paragraph

    def _runs_of(self, words: str) -> Iterator[Element]:
        """Yield the runs of these words, cut out of the article's."""
        for paragraph in self.document.iter(f"{W}p"):
            runs = [run for run in paragraph.iter(f"{W}r") if _is_of_the_article(run)]
            text = "".join(text_of(run) for run in runs)
            if words in text and style(paragraph) == "OnRecordArticle":
                start = text.index(words)
                yield from _cut(runs, start, start + len(words))
                return
        raise AssertionError(words)

    def written(self, text: str) -> Element:
        """Write a comment that stands nowhere yet."""
        self._next += 1
        about = {"author": self.name, "date": WHEN, "initials": "E"}
        made = element("comment", id=str(self._next), **about)
        for line in text.split("\n"):
            paragraph = etree.SubElement(made, f"{W}p")
            run = etree.SubElement(paragraph, f"{W}r")
            etree.SubElement(run, f"{W}t").text = line
        paragraph.set(f"{W14}paraId", f"{self._next + 0x100000:08X}")
        self.comments.append(made)
        return made

    def _entry(self, comment: Element, parent: Element | None = None) -> Element:
        key = _last_paragraph(comment)
        for entry in self._threads:
            if entry.get(f"{W15}paraId") == key:
                return entry
        entry = etree.SubElement(self._threads, f"{W15}commentEx")
        entry.set(f"{W15}paraId", key)
        if parent is not None:
            entry.set(f"{W15}paraIdParent", _last_paragraph(parent))
        entry.set(f"{W15}done", "0")
        return entry

    def _add_threads(self) -> None:
        self.parts[_THREADS] = etree.tostring(self._threads)
        kind = f'<Override PartName="/{_THREADS}" ContentType="{_CONTENT_TYPE}"/></Types>'
        told = self.parts["[Content_Types].xml"].replace(b"</Types>", kind.encode())
        self.parts["[Content_Types].xml"] = told
        relation = f'<Relationship Id="rId900" Type="{_RELATION}" Target="commentsExtended.xml"/>'
        name = "word/_rels/document.xml.rels"
        end = b"</Relationships>"
        self.parts[name] = self.parts[name].replace(end, relation.encode() + end)


def element(tag: str, **attributes: str) -> Element:
    made = etree.Element(f"{W}{tag}", nsmap={"w": WORD})
    for name, written in attributes.items():
        made.set(f"{W}{name}", written)
    return made


def value(found: Element, name: str = "val") -> str:
    return str(found.get(f"{W}{name}"))


def style(found: Element) -> str:
    return next((value(s) for s in found.iter(f"{W}pStyle", f"{W}rStyle")), "")


def text_of(run: Element) -> str:
    return "".join(text.text or "" for text in run.iter(f"{W}t"))


def _is_of_the_article(run: Element) -> bool:
    return style(run) != "OnRecordMark" and run.find(f"{W}t") is not None


def _cut(runs: list[Element], start: int, end: int) -> Iterator[Element]:
    at = 0
    for run in runs:
        text = text_of(run)
        first, last = max(start - at, 0), min(end - at, len(text))
        at += len(text)
        if first < last:
            for piece, side in ((text[:first], "before"), (text[last:], "after")):
                if piece:
                    other = deepcopy(run)
                    next(other.iter(f"{W}t")).text = piece
                    run.addprevious(other) if side == "before" else run.addnext(other)
            next(run.iter(f"{W}t")).text = text[first:last]
            yield run


def _reference(number: str) -> Element:
    run = element("r")
    run.append(element("commentReference", id=number))
    return run


def _last_paragraph(comment: Element) -> str:
    return str(list(comment.iter(f"{W}p"))[-1].get(f"{W14}paraId"))


def drop(found: Element) -> None:
    """Take an element out of where it stands."""
    parent = found.getparent()
    assert parent is not None
    parent.remove(found)
