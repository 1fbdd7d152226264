"""What the status bar says of what was done to a project."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from annotator.importing import Kept


def imported(kept: Sequence["Kept"], wanted: int) -> str:
    """Return what came of importing `wanted` articles, of which some are there."""
    new = sum(one.is_new for one in kept)
    if wanted == 1:
        words = _tr("Imported “{title}”") if new else _tr("Already here: “{title}”")
        return words.replace("{title}", kept[0].article.title)
    words = _tr("Imported {n} articles") if new == wanted else _tr("Imported {n} of {m}")
    return words.format(n=new, m=wanted)


def _tr(words: str) -> str:
    return QCoreApplication.translate("Workspace", words)
