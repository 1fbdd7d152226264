"""What a drag over the window may be; what is dropped is read by `dropping.py`."""

from PySide6.QtCore import QMimeData


def can_take(mime: QMimeData) -> bool:
    """Return whether a drag carries what could be an article."""
    return mime.hasUrls() or mime.hasText() or mime.hasHtml()
