"""What is said of a block in the preview of an import."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

from annotator.importers.imported import Imported

_WORDS = 120


def block_told(imported: Imported, at: int) -> str:
    """Return what a block is, with its first words."""
    block = imported.blocks[at]
    words = imported.text[block.start : min(block.end, block.start + _WORDS)]
    if block.is_furniture:
        what = _tr("Grey, not counted: {words}")
    elif block.paragraph == 0:
        what = _tr("Headline: {words}")
    else:
        what = _tr("Paragraph {n}: {words}").replace("{n}", str(block.paragraph))
    return what.replace("{words}", " ".join(words.split()))


def announce(widget: QWidget, words: str) -> None:
    """Tell a screen reader, where one is at work."""
    if QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, words))


def _tr(words: str) -> str:
    return QCoreApplication.translate("Preview", words)
