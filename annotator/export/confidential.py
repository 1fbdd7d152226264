"""What can be read in a finished Word package, and where: comments, headings, pictures, edges."""

from collections.abc import Iterator, Mapping, Sequence

from lxml import etree
from lxml.etree import _Element as Element

from annotator.export.drawing import PLACED
from annotator.export.glance import Writing
from annotator.export.guard import Finished, Passage
from annotator.export.markup import MARK, WORD
from annotator.export.opened import contents_of, is_markup, named, place_of, rest_of

_W = f"{{{WORD}}}"
_WP = f"{{{PLACED}}}"


def read_package(files: Mapping[str, bytes], pictured: Sequence[str] = ()) -> Finished:
    """Return what can be read in the parts of a package.

    `pictured` are the words of its pictures, which nobody can read in their bytes. Words are
    joined across runs, paragraphs and line ends, with and without the marks between them.
    """

    def contents() -> Iterator[bytes]:
        yield "\n".join(pictured).encode("utf-8", "replace")
        yield from contents_of(files)

    def passages() -> Iterator[Passage]:
        for words in pictured:
            yield Passage("a picture", words)
        for name, content in files.items():
            yield named(name)
            if is_markup(name) and name.startswith("word/") and not name.endswith(".rels"):
                yield from _of_words(name, etree.fromstring(content))
            yield from rest_of(name, content)

    return Finished(Writing.MARKUP, contents, passages)


def _of_words(name: str, tree: Element) -> Iterator[Passage]:
    where = place_of(name)
    for comment in tree.iter(f"{_W}comment"):
        words = _words(comment, with_marks=True)
        number = next(iter(words.split()), "")
        on = f"the comment on claim {number}" if number.isdigit() else where
        author = "\n".join(comment.get(f"{_W}{key}", "") for key in ("author", "initials"))
        yield Passage(on, f"{author}\n{words}", name)
    if name != "word/comments.xml":
        yield from _of_parts(name, where, tree)
    for drawn in tree.iter(f"{_WP}docPr"):
        for value in drawn.attrib.values():
            yield Passage("the description of a picture", str(value), name)


def _of_parts(name: str, where: str, tree: Element) -> Iterator[Passage]:
    """Yield each paragraph, and all of each part, by its heading."""
    part: list[str] = []
    heading = ""
    for paragraph in tree.iter(f"{_W}p"):
        own, every = (_words(paragraph, with_marks=marks) for marks in (False, True))
        if _is_heading(paragraph):
            yield Passage(_part(where, heading), " ".join(part), name)
            heading, part = own.strip(), []
        yield Passage(_part(where, heading), every, name)
        yield Passage(_part(where, heading), own, name)
        part.append(own)
    yield Passage(_part(where, heading), " ".join(part), name)


def _part(where: str, heading: str) -> str:
    return f"its part “{heading}”" if heading else where


def _is_heading(paragraph: Element) -> bool:
    styles = paragraph.iter(f"{_W}pStyle")
    return any(style.get(f"{_W}val", "").startswith("Heading") for style in styles)


def _words(tree: Element, *, with_marks: bool) -> str:
    return "".join(_pieces(tree, with_marks=with_marks))


def _pieces(tree: Element, *, with_marks: bool) -> Iterator[str]:
    for element in tree.iter("*"):
        if element.tag == f"{_W}p" or element.tag in (f"{_W}br", f"{_W}tab"):
            yield " "
        elif element.text and (with_marks or not _is_mark(element)):
            yield element.text


def _is_mark(element: Element) -> bool:
    run = element.getparent()
    if run is None or run.tag != f"{_W}r":
        return False
    return any(style.get(f"{_W}val") == MARK for style in run.iter(f"{_W}rStyle"))
