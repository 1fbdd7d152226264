"""Taking out of a stranger's XML what a report must not carry on: names, hours, other words."""

from collections.abc import Collection, Iterator, Mapping

from lxml import etree
from lxml.etree import _Element as Element

from annotator.export.markup import WORD

W = f"{{{WORD}}}"
_XML = "http://www.w3.org/XML/1998/namespace"
_DROPPED = frozenset(
    f"{W}{name}"
    for name in (
        *("rsid", "rsids", "bookmarkStart", "bookmarkEnd", "proofErr", "permStart", "permEnd"),
        *("commentRangeStart", "commentRangeEnd", "commentReference", "annotationRef"),
        *("del", "moveFrom", "moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart"),
        *("moveToRangeEnd", "rPrChange", "pPrChange", "tblPrChange", "trPrChange", "tcPrChange"),
        *("sectPrChange", "tblGridChange", "numberingChange", "tblPrExChange", "cellIns"),
        *("cellDel", "cellMerge", "footnoteReference", "endnoteReference", "altChunk", "subDoc"),
        *("object", "pict", "control", "contentPart", "ruby", "lvlPicBulletId", "movie"),
        *("embedRegular", "embedBold", "embedItalic", "embedBoldItalic"),
    )
)
_UNWRAPPED = frozenset(f"{W}{name}" for name in ("ins", "moveTo", "smartTag", "customXml"))
_NAMING = frozenset(
    f"{W}{name}"
    for name in ("pStyle", "rStyle", "tblStyle", "basedOn", "next", "link", "numStyleLink")
) | {f"{W}styleLink"}


def cleaned(root: Element, namespaces: Collection[str] = (WORD,)) -> Element:
    """Take out of a tree all that is not of `namespaces`, and traces of who wrote it when."""
    for element in list(root.iter()):
        name = etree.QName(element)
        if element is not root and (name.namespace not in namespaces or element.tag in _DROPPED):
            removed(element)
            continue
        for attribute in list(element.attrib):
            about = etree.QName(attribute)
            is_ours = not about.namespace or about.namespace in {*namespaces, _XML}
            if not is_ours or about.localname.startswith("rsid"):
                del element.attrib[attribute]
    for element in [found for found in root.iter() if found.tag in _UNWRAPPED]:
        unwrapped(element)
    etree.cleanup_namespaces(root)
    return root


def removed(element: Element) -> None:
    """Take an element out of its tree; nothing where it is out already."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def unwrapped(element: Element) -> None:
    """Put an element's children in its place."""
    parent = element.getparent()
    if parent is not None:
        at = parent.index(element)
        children = [child for child in element if not str(child.tag).endswith("Pr")]
        parent[at : at + 1] = children


def value(element: Element | None, name: str = "val") -> str:
    """Return an attribute in Word's namespace, "" where it or the element is missing."""
    return "" if element is None else str(element.get(f"{W}{name}", ""))


def renamed(root: Element, names: Mapping[str, str]) -> None:
    """Give every reference to a style that has another id now that id."""
    for element in references(root):
        if value(element) in names:
            element.set(f"{W}val", names[value(element)])


def references(root: Element) -> Iterator[Element]:
    """Yield every element that names a style."""
    return (element for element in root.iter() if element.tag in _NAMING)
