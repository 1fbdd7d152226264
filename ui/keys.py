"""A key press as the registry spells it: digits by their place, letters by what they type."""

import sys

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent

_NAMED = {
    Qt.Key.Key_Return: "Return",
    Qt.Key.Key_Enter: "Enter",
    Qt.Key.Key_Delete: "Delete",
    Qt.Key.Key_Backspace: "Backspace",
    Qt.Key.Key_Escape: "Esc",
    Qt.Key.Key_Space: "Space",
    Qt.Key.Key_Left: "Left",
    Qt.Key.Key_Right: "Right",
    Qt.Key.Key_Home: "Home",
    Qt.Key.Key_End: "End",
    Qt.Key.Key_Tab: "Tab",
    Qt.Key.Key_Up: "Up",
    Qt.Key.Key_Down: "Down",
    Qt.Key.Key_PageUp: "PageUp",
    Qt.Key.Key_PageDown: "PageDown",
}
_SCAN_CODES = {
    # Key code of X11 and Wayland: the row above the letters, whatever is printed on it.
    "xcb": {10 + n: str((n + 1) % 10) for n in range(10)},
    "wayland": {10 + n: str((n + 1) % 10) for n in range(10)},
    "windows": {2 + n: str((n + 1) % 10) for n in range(10)},
}


def chord(event: QKeyEvent) -> str:
    """Return "A", "Shift+A", "1", "Ctrl+C", "Return" and so on; empty for a bare modifier."""
    modifiers = event.modifiers()
    prefix = "".join(
        word
        for flag, word in (
            (Qt.KeyboardModifier.ControlModifier, "Ctrl+"),
            (Qt.KeyboardModifier.AltModifier, "Alt+"),
            (Qt.KeyboardModifier.ShiftModifier, "Shift+"),
        )
        if modifiers & flag
    )
    key = Qt.Key(event.key())
    has_control = bool(modifiers & Qt.KeyboardModifier.MetaModifier)
    if sys.platform == "darwin" and prefix.startswith("Alt+") and not has_control:
        return ""  # Option alone moves the caret by words and types letters there
    if key in _NAMED:
        return prefix + _NAMED[key]
    digit = _digit(event)
    if digit:
        return prefix + digit
    typed = event.text().upper()
    if len(typed) == 1 and typed.isalpha():
        return prefix + typed
    if Qt.Key.Key_A <= key <= Qt.Key.Key_Z:
        return prefix + chr(key)
    return ""


def _digit(event: QKeyEvent) -> str:
    """Return the digit key that was pressed: on a French keyboard it types "&"."""
    codes = _SCAN_CODES.get(QGuiApplication.platformName(), {})
    if event.nativeScanCode() in codes:
        return codes[event.nativeScanCode()]
    key = event.key()
    if Qt.Key.Key_0 <= key <= Qt.Key.Key_9:
        return chr(key)
    # Where there is no scan code, Shift and the digit arrive as what they type together.
    shifted = ")!@#$%^&*("
    if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and chr(key % 0x110000) in shifted:
        return str(shifted.index(chr(key % 0x110000)))
    return ""
