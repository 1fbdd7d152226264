"""Where a file goes and how it is wanted; remembered, so that it can be written again."""

import json
import re
from collections.abc import Iterable
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QLocale

from annotator.confidential import withheld
from annotator.export.edition import PAGE_ONE
from annotator.exporting import Order, ending
from annotator.files import is_folder, is_there
from annotator.model import Article
from annotator.naming import fit_name
from annotator.vocabulary import FileFormat, Part, TableName, Variant
from ui.dialogs.files import last_folder
from ui.settings import Settings
from ui.workspace import Workspace

_REMEMBERED = 100
_LETTER = {"US", "CA", "MX", "PH", "CL", "CO", "VE", "CR", "GT", "PA", "SV", "NI", "PR", "DO"}
"""Territories whose offices print on Letter."""
_Word = TypeVar("_Word", bound=StrEnum)


def remember(order: Order, project: Path, settings: Settings) -> None:
    """Keep an order on a project, to be written again or offered next time."""
    kept = {
        "kind": str(order.kind),
        "variant": str(order.variant),
        "without": sorted(part.word for part in order.without),
        "paper": order.paper,
        "base": str(order.base or ""),
        "table": str(order.table),
        "is_all": not order.articles,
        "is_each": order.is_each,
        "is_opened": order.is_opened,
    }
    settings.remember("export.order", json.dumps(kept, ensure_ascii=False))
    folder = order.path if order.is_each else order.path.parent
    settings.remember("folder.reports", str(folder))
    paths = _paths(settings)
    key = _key(project, order)
    paths = {key: str(order.path)} | {k: path for k, path in paths.items() if k != key}
    some = dict(list(paths.items())[:_REMEMBERED])
    settings.remember("export.paths", json.dumps(some, ensure_ascii=False))


def usual(settings: Settings) -> Order:
    """Return how the last file was wanted; where there was none, as most people want it."""
    kept = _kept(settings)
    base = kept.get("base")
    paper = kept.get("paper", "" if kept else local_paper())
    return Order(
        Path(),
        kind=_one(FileFormat, kept.get("kind"), FileFormat.WORD),
        variant=_one(Variant, kept.get("variant"), Variant.FULL),
        without=_parts(kept.get("without")),
        paper=next((one for one in ("a4", "letter") if one == paper), ""),
        base=Path(base) if isinstance(base, str) and base else None,
        table=_one(TableName, kept.get("table"), TableName.CLAIMS),
        is_each=kept.get("is_each") is True,
        is_opened=kept.get("is_opened") is True,
    )


def was_all(settings: Settings) -> bool:
    """Return whether the last file was on all articles of its project."""
    return _kept(settings).get("is_all") is True


def last_order(workspace: Workspace, settings: Settings) -> Order | None:
    """Return the last order for what is open now; None where there never was one."""
    desk, is_all = workspace.desk, was_all(settings)
    if not _kept(settings) or workspace.path is None or (desk is None and not is_all):
        return None
    articles = () if is_all or desk is None else (desk.article,)
    order = replace(usual(settings), articles=tuple(article.id for article in articles))
    if not is_all:
        order = replace(order, is_each=False)
    return replace(order, path=place_for(workspace, settings, order, articles))


def local_paper() -> str:
    """Return the paper that offices use where this computer is."""
    territory = QLocale.territoryToCode(QLocale.system().territory())
    return "letter" if territory in _LETTER else "a4"


def place_for(
    workspace: Workspace, settings: Settings, order: Order, articles: tuple[Article, ...]
) -> Path:
    """Return where such a file was written last, else a free name in the last folder."""
    known = _paths(settings).get(_key(workspace.path, order))
    if known and is_folder(Path(known) if order.is_each else Path(known).parent):
        return Path(known)
    folder = last_folder(settings, "reports")
    if order.is_each:
        return folder
    title = articles[0].title if articles else (workspace.path or Path("Report")).stem
    if len(articles) > 1:
        title = f"{title} and {len(articles) - 1} more"
    name = fit_name(title, "Report") + ending(order.kind, order.variant, order.table)
    return next_free(folder / name)


def without_names(workspace: Workspace, path: Path) -> Path:
    """Return a path whose last part tells no confidential name."""
    stem = withheld(path.stem, workspace.reader.confidential())
    return path if stem == path.stem else next_free(path.with_name(f"{stem}{path.suffix}"))


def is_ours(settings: Settings, path: Path) -> bool:
    """Return whether `path` was written before, so that it may be written over."""
    return str(path) in _paths(settings).values()


def next_free(path: Path) -> Path:
    """Return `path`, or "name (2).docx" and so on where that is taken."""
    number, free = 2, path
    stem = re.sub(r" \(\d+\)$", "", path.stem)
    while is_there(free):
        free = path.with_name(f"{stem} ({number}){path.suffix}")
        number += 1
    return free


def _key(project: Path | None, order: Order) -> str:
    about = [" ".join(order.articles) or str(project), str(order.variant)]
    about += [] if order.kind is FileFormat.WORD else [str(order.kind)]
    about += [str(order.table)] if order.kind is FileFormat.CSV else []
    return " ".join(about + (["each"] if order.is_each else []))


def _kept(settings: Settings) -> dict[str, object]:
    return _read(settings.text("export.order", "{}"))


def _paths(settings: Settings) -> dict[str, str]:
    """Return where files were written, the last first."""
    kept = _read(settings.text("export.paths", "{}"))
    return {key: path for key, path in kept.items() if isinstance(path, str)}


def _read(written: str) -> dict[str, object]:
    try:
        kept = json.loads(written)
    except ValueError:
        return {}
    return kept if isinstance(kept, dict) else {}


def _one(kind: type[_Word], value: object, otherwise: _Word) -> _Word:
    return next((one for one in kind if one == value), otherwise)


def _parts(words: object) -> frozenset[Part]:
    named = words if isinstance(words, Iterable) and not isinstance(words, str) else ()
    wanted = {word for word in named if isinstance(word, str)}
    return frozenset(part for part in Part if part.word in wanted) - PAGE_ONE
