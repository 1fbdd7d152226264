"""The size at which a window opens: as it was left, or what it wants where there is room."""

from PySide6.QtCore import QByteArray, QSize
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


def text_of(state: QByteArray) -> str:
    """Return what Qt says of a window's places and sizes as the settings keep it."""
    return bytes(state.toBase64().data()).decode("ascii")


def bytes_of(text: str) -> QByteArray:
    """Return it as Qt takes it back."""
    return QByteArray.fromBase64(text.encode("ascii", "ignore"))
