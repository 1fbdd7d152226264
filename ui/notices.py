"""What is said of an import, and of a step that is taken back or done again."""

from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from annotator.edits import Change
from annotator.errors import AnnotatorError
from annotator.model import Article
from annotator.store.reader import Reader
from ui import telling

if TYPE_CHECKING:
    from annotator.importing import Kept


def import_told(kept: Sequence["Kept"], wanted: int) -> str:
    """Return how many articles came in of those that were wanted, or which one did."""
    new = sum(one.is_new for one in kept)
    if wanted == 1:
        words = _tr("Imported “{title}”") if new else _tr("Already here: “{title}”")
        return words.replace("{title}", kept[0].article.title)
    words = _tr("Imported {n} articles") if new == wanted else _tr("Imported {n} of {m}")
    return words.format(n=new, m=wanted)


def step_told(words: str, change: Change, shown: Article | None, reader: Reader) -> str:
    """Return what was done, with the one article that it is about where that is not shown."""
    with suppress(AnnotatorError):  # what was done is done, and is told in any case
        ids = reader.articles_changed_by(change)
        if len(ids) == 1 and (shown is None or shown.id not in ids):
            title = next((a.title for a in reader.articles() if a.id in ids), "")
            if title and title not in change.label:
                words = _tr("{told} in “{title}”").replace("{told}", words)
                words = words.replace("{title}", title)
    return telling.told(words.replace("{label}", change.label))


def _tr(words: str) -> str:
    return QCoreApplication.translate("Notices", words)
