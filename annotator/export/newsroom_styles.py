"""A newsroom's styles and ours in one part: theirs where they have a style, ours where not."""

import copy
from collections.abc import Mapping

from lxml import etree
from lxml.etree import _Element as Element

from annotator.errors import ExportError
from annotator.export.cleaning import W, cleaned, references, removed, renamed, value
from annotator.export.styles import styles_xml

_FIXED = {"DefaultParagraphFont", "TableNormal"}
_HELD = {f"{W}{name}" for name in ("keepNext", "keepLines", "outlineLvl", "vertAlign", "noProof")}
"""What a style of ours keeps when it looks like one of theirs: how pages break, what is a mark."""


def own_styles() -> dict[str, Element]:
    """Return our own styles by their ids."""
    return {
        value(style, "styleId"): style for style in etree.fromstring(styles_xml()).iter(_STYLE)
    }


def merged(styles: Element, chosen: Mapping[str, str]) -> tuple[Element, dict[str, str]]:
    """Return their styles with ours added, and which ids of theirs are others now.

    `chosen` says which of our styles (by id) shall look like which of theirs (by id or name).
    Raises ExportError where it names one that is not there.
    """
    merging = _Merging(cleaned(styles))
    models = {key: merging.model(key, name) for key, name in chosen.items()}
    for key, style in own_styles().items():
        merging.add(key, style, models.get(key))
    return merging.finished()


_STYLE = f"{W}style"


class _Merging:
    """Their styles, by id as they come, while ours are put in."""

    def __init__(self, root: Element) -> None:
        self._root = root
        self._theirs: dict[str, Element] = {}
        self._names: dict[str, Element] = {}
        for style in list(root.iterchildren(_STYLE)):
            key, name = value(style, "styleId"), _name(style)
            if not key or not name or key in self._theirs or name.casefold() in self._names:
                removed(style)
                continue
            self._theirs[key] = style
            self._names[name.casefold()] = style
        self._was = {id(style): key for key, style in self._theirs.items()}
        self._based: list[tuple[Element, Element]] = []

    def model(self, key: str, name: str) -> Element:
        """Return the style of theirs that one of ours shall look like."""
        ours = own_styles().get(key)
        if ours is None or key in _FIXED:
            raise ExportError(
                f"The report has no style “{key}”; docs/report-look.md lists those it has."
            )
        found = self._theirs.get(name)
        if found is None:
            found = self._names.get(name.casefold())
        if found is None:
            raise ExportError(
                f"The base has no style “{name}”; name one of its styles for “{key}”."
            )
        if value(found, "type") != value(ours, "type"):
            kind = value(ours, "type")
            raise ExportError(f"“{name}” is no {kind} style; name one of those for “{key}”.")
        return found

    def add(self, key: str, ours: Element, model: Element | None) -> None:
        """Put one of our styles in, unless they have it."""
        theirs = self._same(key, ours)
        holder = next((s for s in self._styles() if value(s, "styleId") == key), None)
        if holder is not None and holder is not theirs:
            holder.set(f"{W}styleId", self._free(key))
        if theirs is not None:
            theirs.set(f"{W}styleId", key)
        if model is theirs and theirs is not None:
            return
        if model is not None:
            added = _shell(ours)
            self._based.append((added, model))
            if theirs is not None:
                self._set_aside(theirs, key)
                if theirs.attrib.pop(f"{W}default", None):
                    added.set(f"{W}default", "1")
            self._root.append(added)
        elif theirs is None:
            self._root.append(self._not_default(copy.deepcopy(ours)))

    def finished(self) -> tuple[Element, dict[str, str]]:
        """Return the styles and the ids that are others now."""
        names = {
            was: value(style, "styleId")
            for style in self._styles()
            if (was := self._was.get(id(style))) and was != value(style, "styleId")
        }
        ours = {id(style) for style, _ in self._based}
        for style in self._styles():
            if id(style) not in ours and id(style) in self._was:
                renamed(style, names)
        for style, model in self._based:
            _base_on(style, value(model, "styleId"))
        known = {value(style, "styleId") for style in self._styles()}
        for element in list(references(self._root)):
            if value(element) not in known:
                removed(element)
        self._break_circles()
        if self._root.find(f"{W}docDefaults") is None:
            own = etree.fromstring(styles_xml()).find(f"{W}docDefaults")
            if own is not None:
                self._root.insert(0, own)
        return self._root, names

    def _styles(self) -> list[Element]:
        return list(self._root.iterchildren(_STYLE))

    def _same(self, key: str, ours: Element) -> Element | None:
        """Return what they have for a style of ours: Word knows its own by their names."""
        found = self._names.get(_name(ours).casefold())
        if found is not None and value(found, "type") != value(ours, "type"):
            self._set_aside(found, key)
            return None
        return found

    def _set_aside(self, style: Element, key: str) -> None:
        name = style.find(f"{W}name")
        if name is not None:
            name.set(f"{W}val", f"{value(name)} (base)")
        style.set(f"{W}styleId", self._free(key))
        style.set(f"{W}customStyle", "1")

    def _free(self, key: str) -> str:
        taken = {value(style, "styleId") for style in self._styles()} | set(own_styles())
        return next(
            name for n in range(len(taken) + 1) if (name := f"{key}Base{n or ''}") not in taken
        )

    def _not_default(self, ours: Element) -> Element:
        kind = value(ours, "type")
        if any(value(s, "type") == kind and value(s, "default") for s in self._styles()):
            ours.attrib.pop(f"{W}default", None)
        return ours

    def _break_circles(self) -> None:
        above = {value(style, "styleId"): style.find(f"{W}basedOn") for style in self._styles()}
        for key in above:
            seen = {key}
            at = key
            while (parent := above.get(at)) is not None:
                if value(parent) in seen:
                    removed(parent)
                    above[at] = None
                    break
                at = value(parent)
                seen.add(at)


def _name(style: Element) -> str:
    return value(style.find(f"{W}name"))


def _shell(ours: Element) -> Element:
    """Return a style of ours without its looks."""
    shell = copy.deepcopy(ours)
    for properties in list(shell):
        if properties.tag in {f"{W}pPr", f"{W}rPr"}:
            for one in list(properties):
                if one.tag not in _HELD:
                    properties.remove(one)
        elif properties.tag in {f"{W}tblPr", f"{W}tblStylePr", f"{W}basedOn"}:
            shell.remove(properties)
    return shell


def _base_on(style: Element, key: str) -> None:
    based = etree.Element(f"{W}basedOn")
    based.set(f"{W}val", key)
    style.insert(1, based)
