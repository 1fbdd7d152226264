"""Words and pictures of a project on the clipboard, known again to be taken from there."""

from hashlib import sha256

from PySide6.QtGui import QClipboard, QGuiApplication, QImage

_OURS = "onrecord"
"""The property of the clipboard that says what this program put there last, in no words."""
_PICTURE = "a picture"


def copy_words(words: str) -> None:
    """Put words on the clipboard, as plain text alone: rich text carries more than one sees."""
    clipboard = QGuiApplication.clipboard()
    clipboard.setText(words)
    clipboard.setProperty(_OURS, _mark_of(words))


def copy_picture(picture: QImage) -> None:
    """Put a picture on the clipboard."""
    clipboard = QGuiApplication.clipboard()
    clipboard.setImage(picture)
    clipboard.setProperty(_OURS, _PICTURE)


def take_back() -> None:
    """Empty the clipboard where this program put there what is on it."""
    clipboard = QGuiApplication.clipboard()
    if clipboard.ownsClipboard() or _is_ours(clipboard):
        clipboard.clear(QClipboard.Mode.Clipboard)
    if clipboard.ownsSelection():
        clipboard.clear(QClipboard.Mode.Selection)
    clipboard.setProperty(_OURS, None)


def _is_ours(clipboard: QClipboard) -> bool:
    """Return whether it has what was put there; not every desktop says whose that is."""
    ours, mime = clipboard.property(_OURS), clipboard.mimeData()
    if not ours or mime is None:
        return False
    return mime.hasImage() if ours == _PICTURE else _mark_of(mime.text()) == ours


def _mark_of(words: str) -> str:
    return sha256(words.encode("utf-8", "surrogatepass")).hexdigest()
