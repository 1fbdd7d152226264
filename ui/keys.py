"""A key press as the registry spells it: digits by their place, letters by what they type."""

import sys

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence

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
    Qt.Key.Key_Backtab: "Tab",
    Qt.Key.Key_Up: "Up",
    Qt.Key.Key_Down: "Down",
    Qt.Key.Key_PageUp: "PgUp",
    Qt.Key.Key_PageDown: "PgDown",
    Qt.Key.Key_Insert: "Ins",
    **{Qt.Key(Qt.Key.Key_F1 + n): f"F{n + 1}" for n in range(24)},
}
_SCAN_CODES = {
    # Key code of X11 and Wayland: the row above the letters, whatever is printed on it.
    "xcb": {10 + n: str((n + 1) % 10) for n in range(10)},
    "wayland": {10 + n: str((n + 1) % 10) for n in range(10)},
    "windows": {2 + n: str((n + 1) % 10) for n in range(10)},
}


def chord(event: QKeyEvent) -> str:
    """Return "A", "Shift+A", "1", "?", "Ctrl+C", "Return" and so on; empty for a bare modifier."""
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
    return _joined(prefix, key, event)


def _joined(prefix: str, key: Qt.Key, event: QKeyEvent) -> str:
    """Return what is held and the key together."""
    typed = event.text().upper()
    digit = _digit(event)
    if key in _NAMED or digit:
        found = _NAMED.get(key) or digit
    elif len(typed) == 1 and typed.isalpha():
        found = typed
    elif Qt.Key.Key_A <= key <= Qt.Key.Key_Z:
        found = chr(key)
    elif Qt.Key.Key_Exclam <= key <= Qt.Key.Key_AsciiTilde:
        # Whether a sign needs Shift is the keyboard's affair.
        prefix, found = prefix.replace("Shift+", ""), chr(key)
    else:
        return ""
    return prefix + found


def parts(key: str) -> tuple[list[str], str]:
    """Return what is held for a key, and the key itself, which may be "+"."""
    if key.endswith("+"):
        return [word for word in key[:-1].split("+") if word], "+"
    *held, last = key.split("+")
    return held, last


def canonical(words: str) -> str:
    """Return a key as `chord` spells it, however it was written; empty where it is none."""
    sequence = QKeySequence(words)
    if sequence.count() != 1:
        return ""
    first = sequence[0]  # type: ignore[index]
    if first.key() in {Qt.Key.Key_unknown, Qt.Key(0)}:
        return ""
    held, last = parts(sequence.toString(QKeySequence.SequenceFormat.PortableText))
    last = "Delete" if last == "Del" else last
    if len(last) == 1 and not last.isalnum():
        held = [word for word in held if word != "Shift"]
    return "+".join([*held, last])


def spelled(key: str) -> str:
    """Return a key as this system shows it."""
    sequence = QKeySequence(key.replace("Return", "Enter"))  # as it stands on the key
    return sequence.toString(QKeySequence.SequenceFormat.NativeText) or key


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
