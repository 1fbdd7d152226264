"""What each format is: its suffix, its variants, and which choices it leaves."""

from collections.abc import Mapping
from dataclasses import dataclass

from annotator.vocabulary import FileFormat, TableName, Variant

_TOLD = (Variant.FULL, Variant.PUBLIC)


@dataclass(frozen=True, slots=True)
class Kind:
    """One format. `has_parts`, `has_paper`, `has_base`, `has_tables` say what can be chosen."""

    suffix: str
    variants: tuple[Variant, ...] = _TOLD
    has_parts: bool = False
    has_paper: bool = False
    has_base: bool = False
    has_tables: bool = False


KINDS: Mapping[FileFormat, Kind] = {
    FileFormat.WORD: Kind(".docx", tuple(Variant), has_parts=True, has_paper=True, has_base=True),
    FileFormat.HTML: Kind(".html", tuple(Variant)),
    FileFormat.PDF: Kind(".pdf", (Variant.FULL,), has_paper=True),
    FileFormat.CSV: Kind(".csv", has_tables=True),
    FileFormat.XLSX: Kind(".xlsx"),
    FileFormat.JSON: Kind(".json"),
    FileFormat.JSONLD: Kind(".jsonld"),
}


def tables(variant: Variant) -> tuple[TableName, ...]:
    """Return the tables that a variant has: checks are the newsroom's own."""
    left_out = {TableName.CHECKS} if variant is Variant.PUBLIC else set()
    return tuple(name for name in TableName if name not in left_out)
