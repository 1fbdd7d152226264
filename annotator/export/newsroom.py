"""A newsroom's own .docx as what a report looks like: its styles, pages and page edges.

Nothing else of it is taken: no text, comments, properties, macros, templates or custom parts.
"""

import io
import posixpath
import re
import tomllib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZipFile

from lxml import etree
from lxml.etree import _Element as Element

from annotator import home
from annotator.errors import ExportError
from annotator.export.cleaning import W, cleaned, removed, renamed, value
from annotator.export.drawing import MAIN
from annotator.export.markup import RELATIONSHIPS
from annotator.export.newsroom_edges import Edge, edge
from annotator.export.newsroom_styles import merged
from annotator.export.package import Page
from annotator.files import named, printable, what_it_is
from annotator.importers.archive import (
    MAX_MEMBER_BYTES,
    MAX_MEMBERS,
    MAX_TOTAL_BYTES,
    safe_parser,
)
from annotator.importers.foreign import FAULTS
from annotator.importers.word_parts import OLD_OR_LOCKED

MAPPING = "report-styles.toml"
"""The mapping of styles in a person's own folder, for bases that have none beside them."""
MAX_BYTES = 20_000_000
_MAX_MAPPING = 100_000
_MAIN_TYPES = {
    f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}.main+xml"
    for kind in ("document", "template")
}
_LEAST = 5670
"""What a page leaves for text at least, in twentieths of a point: 10 cm."""
_NUMBER = re.compile(r'<w:numId w:val="(\d+)"')
_SIDES = {"start": "left", "end": "right"}
_DAMAGED = "it is damaged, so open it in Word and save it again"


@dataclass(frozen=True, slots=True)
class Base:
    """What a report takes from a newsroom's .docx.

    `theme` and `fonts` are empty where it has none that can be taken. `lists` are its abstract
    lists and its lists, as XML, and `last_list` the highest number among them.
    """

    page: Page
    styles: bytes
    theme: bytes = b""
    fonts: bytes = b""
    lists: tuple[str, str] = ("", "")
    last_list: int = 0
    edges: tuple[Edge, ...] = ()
    borders: str = ""
    is_first_different: bool = False
    is_even_different: bool = False


def read(path: Path) -> Base:
    """Return what `path` gives to a report, by the mapping beside it or the person's own.

    Raises ExportError, one sentence, where it cannot be a base.
    """
    name = named(path.name or str(path))
    try:
        if not path.is_file():
            raise _refused(name, f"it {what_it_is(path)}, so name a Word document")
        if path.stat().st_size > MAX_BYTES:
            raise _refused(name, "it is larger than 20 MB, so take what it says out of it")
        data = path.read_bytes()
    except OSError as error:
        raise _refused(name, "it cannot be read, so check its name and permissions") from error
    return from_bytes(data, name, _mapping(path))


def from_bytes(data: bytes, name: str, chosen: Mapping[str, str] | None = None) -> Base:
    """Return what a .docx gives to a report; `chosen` maps our styles to its own.

    Raises ExportError, one sentence, where it cannot be a base.
    """
    if not data:
        raise _refused(name, "it is empty, so choose a .docx that is not")
    if data.startswith(OLD_OR_LOCKED):
        raise _refused(
            name, "it is an old .doc or has a password, so save it as .docx without one"
        )
    if not data.startswith(b"PK"):
        raise _refused(name, "it is no Word document, so choose a .docx")
    try:
        with ZipFile(io.BytesIO(data)) as archive:
            return _Reading(name, archive).base(chosen or {})
    except ExportError:
        raise
    except FAULTS as error:
        raise _refused(name, _DAMAGED) from error


class _Reading:
    """The parts of a stranger's package, read within limits."""

    def __init__(self, name: str, archive: ZipFile) -> None:
        self._name, self._archive = name, archive
        members = archive.infolist()
        sizes = [member.file_size for member in members]
        if len(sizes) > MAX_MEMBERS or sum(sizes) > MAX_TOTAL_BYTES:
            raise _refused(name, "it unpacks to far too much, so take what it says out of it")
        if max(sizes, default=0) > MAX_MEMBER_BYTES:
            raise _refused(name, "it unpacks to far too much, so take what it says out of it")
        if any(member.flag_bits & 1 for member in members):
            raise _refused(name, "it has a password, so save it without one")
        self._names = {member.filename for member in members}

    def base(self, chosen: Mapping[str, str]) -> Base:
        main = self._main()
        parts = dict(self._related(main).values())
        if "styles" not in parts:
            raise _refused(self._name, "it has no styles, so save it in Word once")
        styles, names = merged(self._tree(parts["styles"]), chosen)
        sections = list(self._tree(main).iterchildren(f"{W}body"))[-1:]
        section = next((s for body in sections for s in body.iterchildren(f"{W}sectPr")), None)
        lists = self._lists(parts.get("numbering"), names)
        _without_lists(styles, lists.keys())
        edges = tuple(self._edges(main, section, names, lists.keys()))
        used = {value(one) for one in styles.iter(f"{W}numId")}
        used |= {n for one in edges for n in _NUMBER.findall(one.xml.decode())}
        kept = {number: both for number, both in lists.items() if number in used}
        settings = self._tree(parts["settings"]) if "settings" in parts else None
        return Base(
            page=self._page(section),
            styles=etree.tostring(styles, encoding="utf-8"),
            theme=self._theme(parts.get("theme")),
            fonts=self._fonts(parts.get("fontTable")),
            lists=(
                _joined(dict.fromkeys(abstract for abstract, _ in kept.values())),
                _joined(one for _, one in kept.values()),
            ),
            last_list=max(map(int, kept), default=0),
            edges=edges,
            borders=_joined(cleaned(b) for b in _of(section, "pgBorders")),
            is_first_different=any(_is_on(one) for one in _of(section, "titlePg")),
            is_even_different=any(_is_on(one) for one in _of(settings, "evenAndOddHeaders")),
        )

    def _main(self) -> str:
        """Return where the document is, of a package that is one and runs nothing."""
        if "[Content_Types].xml" not in self._names:
            raise _refused(self._name, "it is no Word document, so choose a .docx")
        types = [str(one.get("ContentType")) for one in self._tree("[Content_Types].xml")]
        if any("macroEnabled" in one for one in types) or any(
            name.endswith("vbaProject.bin") for name in self._names
        ):
            raise _refused(self._name, "it has macros, so save it as .docx without them")
        related = self._related("").values()
        main = next((target for kind, target in related if kind == "officeDocument"), "")
        if main not in self._names or not _MAIN_TYPES & set(types):
            raise _refused(self._name, "it is no Word document, so choose a .docx")
        if not str(self._tree(main).tag).startswith(W):
            raise _refused(self._name, "it is a Strict Open XML file, so save it as plain .docx")
        return main

    def _tree(self, name: str) -> Element:
        root = etree.fromstring(self._archive.read(name), safe_parser())
        if root.getroottree().docinfo.doctype:
            raise _refused(self._name, _DAMAGED)
        return root

    def _related(self, part: str) -> dict[str, tuple[str, str]]:
        """Return by its id each relation of a part to another that is there: kind and target."""
        folder, name = posixpath.split(part)
        path = posixpath.join(folder, "_rels", f"{name}.rels")
        if path not in self._names:
            return {}
        found = {}
        for relation in self._tree(path):
            kind = str(relation.get("Type", "")).rpartition("/")[2]
            target = posixpath.join("/", folder, str(relation.get("Target", "")))
            target = posixpath.normpath(target).lstrip("/")
            if relation.get("TargetMode") != "External" and target in self._names:
                found[str(relation.get("Id"))] = (kind, target)
        return found

    def _lists(
        self, part: str | None, names: Mapping[str, str]
    ) -> dict[str, tuple[Element, Element]]:
        """Return by its number each list, with the abstract list that it follows."""
        if part is None:
            return {}
        root = cleaned(self._tree(part))
        renamed(root, names)
        for aligned in root.iter(f"{W}lvlJc"):
            # LibreOffice writes sides as the strict format calls them.
            aligned.set(f"{W}val", _SIDES.get(value(aligned), value(aligned)))
        abstract = {value(one, "abstractNumId"): one for one in _of(root, "abstractNum")}
        return {
            value(one, "numId"): (abstract[key], one)
            for one in _of(root, "num")
            if (key := value(one.find(f"{W}abstractNumId"))) in abstract
            and value(one, "numId").isdecimal()
        }

    def _theme(self, part: str | None) -> bytes:
        if part is None:
            return b""
        root = self._tree(part)
        pictured = any(
            str(name).startswith(f"{{{RELATIONSHIPS}}}") for e in root.iter() for name in e.attrib
        )
        if pictured or root.tag != f"{{{MAIN}}}theme":
            return b""
        for extra in list(root.iter(f"{{{MAIN}}}extLst")):
            removed(extra)
        return etree.tostring(cleaned(root, (MAIN,)), encoding="utf-8")

    def _fonts(self, part: str | None) -> bytes:
        if part is None:
            return b""
        root = cleaned(self._tree(part))
        for charset in root.iter(f"{W}charset"):
            # LibreOffice writes it, and no Word knows what it says.
            charset.attrib.pop(f"{W}characterSet", None)
        return etree.tostring(root, encoding="utf-8")

    def _edges(
        self,
        main: str,
        section: Element | None,
        names: Mapping[str, str],
        lists: Collection[str],
    ) -> Iterator[Edge]:
        related = self._related(main)
        for kind in ("header", "footer"):
            for n, reference in enumerate(_of(section, f"{kind}Reference")):
                relation = related.get(str(reference.get(f"{{{RELATIONSHIPS}}}id")))
                if relation is None or relation[0] != kind:
                    continue
                images = {
                    key: self._archive.read(target)
                    for key, (what, target) in self._related(relation[1]).items()
                    if what == "image"
                }
                pages = value(reference, "type") or "default"
                first = 1000 * (n + (3 if kind == "footer" else 0))
                root = self._tree(relation[1])
                _without_lists(root, lists)
                yield edge(kind, pages, root, images, names, first)

    def _page(self, section: Element | None) -> Page:
        size = next(iter(_of(section, "pgSz")), None)
        margins = next(iter(_of(section, "pgMar")), None)
        page = Page(
            _length(size, "w", 11906),
            _length(size, "h", 16838),
            _length(margins, "left", 1134),
            _length(margins, "right", 1134),
            _length(margins, "top", 1134),
            _length(margins, "bottom", 1247),
            _length(margins, "header", 567),
            _length(margins, "footer", 567),
        )
        if page.text_width < _LEAST or page.text_height < _LEAST:
            why = "its pages leave less than 10 cm for text, so make its margins smaller"
            raise _refused(self._name, why)
        return page


def _mapping(path: Path) -> dict[str, str]:
    """Return which of our styles shall look like which of the base's."""
    beside = path.with_suffix(".toml")
    file = beside if beside.is_file() else home.home() / MAPPING
    if not file.is_file():
        return {}
    try:
        if file.stat().st_size > _MAX_MAPPING:
            raise ExportError(f"{file.name} is too large to be a mapping of styles.")
        written = tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as error:
        raise ExportError(
            f"{file.name} is no mapping of styles: {printable(str(error))}."
        ) from error
    for key, name in written.items():
        if not isinstance(name, str):
            raise ExportError(f'{file.name}: write “{printable(key)}” as "the base\'s style".')
    return written


def _refused(name: str, why: str) -> ExportError:
    return ExportError(
        f"{name} cannot be the base of a report: {why}, or leave it out for On Record's own look."
    )


def _of(parent: Element | None, name: str) -> list[Element]:
    return [] if parent is None else list(parent.iterchildren(f"{W}{name}"))


def _is_on(switch: Element) -> bool:
    return value(switch) not in {"0", "false", "off"}


def _length(element: Element | None, name: str, otherwise: int) -> int:
    written = value(element, name)
    return min(abs(int(float(written))), 31_680) if written else otherwise


def _joined(elements: Iterable[Element]) -> str:
    return "".join(etree.tostring(one, encoding="unicode", with_tail=False) for one in elements)


def _without_lists(root: Element, known: Collection[str]) -> None:
    for numbered in list(root.iter(f"{W}numPr")):
        if value(numbered.find(f"{W}numId")) not in {*known, "0"}:
            removed(numbered)
