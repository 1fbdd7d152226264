"""The last look before a report is written: no string that must stay in the newsroom."""

from collections.abc import Iterable, Iterator

from lxml import etree
from lxml.etree import _Element as Element

from annotator.confidential import folded
from annotator.errors import ExportError
from annotator.export.drawing import PLACED
from annotator.export.markup import MARK, WORD, xml_safe

_W = f"{{{WORD}}}"
_WP = f"{{{PLACED}}}"
_PLACES = {
    "word/document.xml": "its pages",
    "word/comments.xml": "a comment",
    "docProps/core.xml": "its properties",
}


def refuse_confidential(
    files: dict[str, bytes], secrets: Iterable[str], pictured: Iterable[str] = ()
) -> None:
    """Raise ExportError where one of `secrets` can be read in the package.

    `pictured` are the words of its pictures, which nobody can read in their bytes.

    Words are joined across runs, paragraphs and line ends, with and without the marks between
    them; case, kinds of quotation marks and spaces make no difference. The message does not
    repeat the string.
    """
    needles = {needle for secret in secrets if (needle := folded(xml_safe(secret)))}
    if not needles:
        return
    if any(needle in folded(words) for words in pictured for needle in needles):
        raise _refused("a picture")
    for name, content in files.items():
        if not name.endswith((".xml", ".rels")):
            continue
        tree = etree.fromstring(content)
        for text in (_words(tree, with_marks=True), _words(tree, with_marks=False), _values(tree)):
            seen = folded(text)
            if any(needle in seen for needle in needles):
                raise _refused(_where(name, tree, needles))


def _refused(place: str) -> ExportError:
    return ExportError(f"The report was not written: a confidential name can be read in {place}.")


def _where(name: str, tree: Element, needles: set[str]) -> str:
    """Return where a needle stands, in words; a comment by its first line."""
    for comment in tree.iter(f"{_W}comment"):
        words = _words(comment, with_marks=True)
        author = comment.get(f"{_W}author", "")
        if any(needle in folded(f"{author} {words}") for needle in needles):
            return f"the comment on claim {words.split()[0]}"
    heading = ""
    for paragraph in tree.iter(f"{_W}p"):
        words = _words(paragraph, with_marks=False)
        if any(
            style.get(f"{_W}val", "").startswith("Heading")
            for style in paragraph.iter(f"{_W}pStyle")
        ):
            heading = words
        if any(needle in folded(words) for needle in needles):
            return f"its part “{heading}”" if heading else _PLACES.get(name, name)
    if any(needle in folded(said) for said in _descriptions(tree) for needle in needles):
        return "the description of a picture"
    if name.startswith(("word/footer", "word/header")):
        return "its page footer" if "footer" in name else "its page header"
    return _PLACES.get(name, "its links" if name.endswith(".rels") else name)


def _descriptions(tree: Element) -> Iterator[str]:
    for drawn in tree.iter(f"{_WP}docPr"):
        yield from (str(value) for value in drawn.attrib.values())


def _words(tree: Element, *, with_marks: bool) -> str:
    return "".join(_pieces(tree, with_marks=with_marks))


def _pieces(tree: Element, *, with_marks: bool) -> Iterator[str]:
    for element in tree.iter():
        if element.tag == f"{_W}p" or element.tag in (f"{_W}br", f"{_W}tab"):
            yield " "
        elif element.text and (with_marks or not _is_mark(element)):
            yield element.text


def _is_mark(element: Element) -> bool:
    run = element.getparent()
    if run is None or run.tag != f"{_W}r":
        return False
    return any(style.get(f"{_W}val") == MARK for style in run.iter(f"{_W}rStyle"))


def _values(tree: Element) -> str:
    return "\n".join(str(value) for element in tree.iter() for value in element.attrib.values())
