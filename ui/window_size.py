"""The size at which a window opens: what it wants, as far as the screen has room for it."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

_FRAME = QSize(8, 40)
"""What the edges and the title of a window take, in pixels; no desktop draws thicker ones."""


def within(wanted: QSize, room: QSize) -> QSize:
    """Return a size that leaves room for the frame of its window."""
    return wanted.boundedTo(room - _FRAME)


def open_at(window: QWidget, width: int, height: int) -> None:
    """Let a window open at a size, or at what its screen can show of it."""
    room = window.screen().availableGeometry().size()
    window.resize(within(QSize(width, height), room))
