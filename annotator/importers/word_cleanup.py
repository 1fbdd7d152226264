"""A Word document reduced to what its reader sees: final text, nothing hidden, notes last."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml import etree
from lxml.etree import _Element

from annotator.importers import word_comments
from annotator.importers.word_comments import Comments
from annotator.importers.word_parts import TRANSITIONAL, WordParts

W = f"{{{TRANSITIONAL}}}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_V = "urn:schemas-microsoft-com:vml"
NOTE_STYLE = "OnRecordNote"
"""The style id by which paragraphs of notes are told from the others."""

_GONE = ("del", "moveFrom", "delText", "delInstrText", "commentReference", "footnoteRef",
         "endnoteRef", "separator", "continuationSeparator", "bookmarkStart", "bookmarkEnd",
         "object", "rt", "fldChar", "instrText", "gridSpan")  # fmt: skip
_UNWRAPPED = ("fldSimple", "hyperlink", "dir", "bdo", "smartTag", "customXml", "ruby", "rubyBase",
              "ins", "moveTo")  # fmt: skip
_BREAKS = {"cr": "br", "ptab": "tab"}
_OFF = frozenset({"0", "false", "off"})


@dataclass(slots=True)
class Seen:
    """What was left out, so that a person can be told."""

    changes: bool = False
    hidden: bool = False


def reduce(parts: WordParts, comments: Comments) -> Seen:
    """Change `parts.document` to the text that a reader of the final version sees.

    The bounds of `comments` become characters in it.
    """
    seen = Seen()
    hidden_styles = _hidden_styles(parts.styles)
    roots = [
        root for root in (parts.document, parts.footnotes, parts.endnotes) if root is not None
    ]
    comments.choose_characters(roots)
    for root in roots:
        word_comments.hoist(root)
        _take_changes(root, seen)
        _take_hidden(root, hidden_styles, seen)
        _unfold_text_boxes(root)
        comments.mark(root)
        _simplify(root)
    _append_notes(parts)
    return seen


def _drop(element: _Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _unwrap(element: _Element) -> None:
    parent = element.getparent()
    if parent is not None:
        at = parent.index(element)
        parent[at : at + 1] = list(element)


def _all(root: _Element, names: Iterable[str]) -> list[_Element]:
    return list(root.iter(*(f"{W}{name}" for name in names)))


def _take_changes(root: _Element, seen: Seen) -> None:
    """Accept every tracked change: what was deleted or moved away goes."""
    for mark in _all(root, ("del", "moveFrom", "cellDel", "ins", "moveTo")):
        seen.changes = True
        parent = mark.getparent()
        holder = parent.tag if parent is not None else None
        if mark.tag == f"{W}cellDel" or (holder == f"{W}trPr" and mark.tag == f"{W}del"):
            _drop(next(mark.iterancestors(f"{W}tc", f"{W}tr"), mark))
        elif holder == f"{W}rPr" and mark.tag in {f"{W}del", f"{W}moveFrom"}:
            _join_with_next(next(mark.iterancestors(f"{W}p"), mark))
        elif holder not in {f"{W}rPr", f"{W}trPr", f"{W}tcPr"} and mark.tag in {
            f"{W}del",
            f"{W}moveFrom",
        }:
            _drop(mark)


def _join_with_next(paragraph: _Element) -> None:
    """Run a paragraph whose end was deleted into the next, as Word does."""
    after = paragraph.getnext()
    while after is not None and after.tag in {f"{W}bookmarkStart", f"{W}bookmarkEnd"}:
        after = after.getnext()
    if after is None or after.tag != f"{W}p":
        return
    properties = after.find(f"{W}pPr")
    at = 0 if properties is None else 1
    after[at:at] = [child for child in paragraph if child.tag != f"{W}pPr"]
    _drop(paragraph)


def _is_on(properties: _Element | None, name: str) -> bool | None:
    """Return a switch's state, None where it is not set."""
    found = None if properties is None else properties.find(f"{W}{name}")
    return None if found is None else str(found.get(f"{W}val", "1")).lower() not in _OFF


def _hidden_styles(styles: _Element | None) -> frozenset[str]:
    """Return the ids of styles that hide text, by themselves or by the style they build on."""
    if styles is None:
        return frozenset()
    own: dict[str, bool | None] = {}
    parents: dict[str, str] = {}
    for style in styles.iter(f"{W}style"):
        name = str(style.get(f"{W}styleId", ""))
        own[name] = _is_on(style.find(f"{W}rPr"), "vanish")
        based = style.find(f"{W}basedOn")
        parents[name] = "" if based is None else str(based.get(f"{W}val", ""))

    def hides(name: str) -> bool:
        for _ in range(20):  # styles may build on each other in a ring
            if own.get(name) is not None or name not in own:
                break
            name = parents[name]
        return bool(own.get(name))

    return frozenset(filter(hides, own))


def _take_hidden(root: _Element, hidden_styles: frozenset[str], seen: Seen) -> None:
    for run in list(root.iter(f"{W}r", f"{_MATH}r")):
        properties = run.find(f"{W}rPr")
        switch = _is_on(properties, "vanish")
        if switch is None:
            switch = _style_of(properties, "rStyle") in hidden_styles or _paragraph_hides(
                run, hidden_styles
            )
        if switch:
            seen.hidden = seen.hidden or bool("".join(run.itertext()).strip())
            _drop(run)


def _style_of(properties: _Element | None, name: str) -> str:
    found = None if properties is None else properties.find(f"{W}{name}")
    return "" if found is None else str(found.get(f"{W}val", ""))


def _paragraph_hides(run: _Element, hidden_styles: frozenset[str]) -> bool:
    if not hidden_styles:
        return False
    paragraph = next(run.iterancestors(f"{W}p"), None)
    properties = None if paragraph is None else paragraph.find(f"{W}pPr")
    return _style_of(properties, "pStyle") in hidden_styles


def _unfold_text_boxes(root: _Element) -> None:
    """Put text boxes, of which Word keeps a new and an old rendering, in the old form once."""
    for choice in list(root.iter(f"{_MC}AlternateContent")):
        kept = next(iter(choice), None)
        if kept is not None:
            choice[:] = list(kept)
            _unwrap(choice)
    for drawing in _all(root, ("drawing", "pict")):
        shapes = [_shape(box) for box in drawing.iter(f"{W}txbxContent") if _is_of(box, drawing)]
        drawing.clear()
        drawing.tag = f"{W}pict"
        drawing.extend(shapes)


def _is_of(box: _Element, drawing: _Element) -> bool:
    return next(box.iterancestors(f"{W}drawing", f"{W}pict"), None) is drawing


def _shape(box: _Element) -> _Element:
    shape = etree.Element(f"{{{_V}}}shape")
    etree.SubElement(shape, f"{{{_V}}}textbox").append(box)
    return shape


def _simplify(root: _Element) -> None:
    """Give the reader that follows only what it knows, so that it passes over no words."""
    for element in _all(root, _GONE):
        _drop(element)
    for element in _all(root, _UNWRAPPED):
        _unwrap(element)
    for control in _all(root, ("sdt",)):
        content = control.find(f"{W}sdtContent")
        is_prompt = control.find(f"{W}sdtPr/{W}showingPlcHdr") is not None
        control[:] = [] if content is None or is_prompt else list(content)
        _unwrap(control)
    for symbol in _all(root, ("sym",)):
        if not re.fullmatch(r"[0-9A-Fa-f]{2,6}", str(symbol.get(f"{W}char", ""))):
            _drop(symbol)
    for element in _all(root, _BREAKS):
        element.tag = f"{W}{_BREAKS[etree.QName(element).localname]}"
    for text in _all(root, ("t",)):
        # Line ends inside w:t are an accident of how the XML was written; Word shows spaces.
        text.text = re.sub(r"[\r\n]+", " ", text.text or "")
    for formula in list(root.iter(f"{_MATH}oMathPara", f"{_MATH}oMath")):
        run = etree.Element(f"{W}r")
        words = etree.SubElement(run, f"{W}t")
        words.text = "".join(part.text or "" for part in formula.iter(f"{_MATH}t"))
        formula.addprevious(run)
        _drop(formula)


def _append_notes(parts: WordParts) -> None:
    """Move the notes that the text refers to behind it, in the order of their marks."""
    body = parts.document.find(f"{W}body")
    if body is None:
        return
    for kind, root in (("footnote", parts.footnotes), ("endnote", parts.endnotes)):
        marks = _all(parts.document, (f"{kind}Reference",))
        texts = (
            {} if root is None else {note.get(f"{W}id"): note for note in root.iter(f"{W}{kind}")}
        )
        for mark in marks:
            note = texts.pop(mark.get(f"{W}id"), None)
            if note is not None:
                body.extend(_note_paragraphs(note))
            _drop(mark)


def _note_paragraphs(note: _Element) -> Iterator[_Element]:
    for block in list(note):
        for paragraph in block.iter(f"{W}p"):
            properties = paragraph.find(f"{W}pPr")
            if properties is None:
                properties = etree.Element(f"{W}pPr")
                paragraph.insert(0, properties)
            properties[:] = []
            etree.SubElement(properties, f"{W}pStyle").set(f"{W}val", NOTE_STYLE)
        yield block
