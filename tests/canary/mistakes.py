"""Mistakes of ours with a name in all that they say, made at a window in every way there is."""

import gc
import threading
from collections.abc import Callable, Iterator

from PySide6.QtCore import QThreadPool, QTimer, qCritical, qWarning
from PySide6.QtWidgets import QDialog, QPushButton, QWidget

from tests.canary.touring import settle
from ui import jobs


class _NamedError(Exception):
    """An error that shows its value whenever somebody looks."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = self.filename = name
        self.add_note(name)

    def __repr__(self) -> str:
        return f"_NamedError({self.name!r})"


class _Dying:
    def __init__(self, name: str) -> None:
        self._name = name
        self._circle = self

    def __del__(self) -> None:
        raise _NamedError(self._name)


def _plain(name: str) -> None:
    raise RuntimeError(name)


def _chained(name: str) -> None:
    try:
        dict[str, str]()[name]
    except KeyError as error:
        raise ValueError(f"no {name}") from error


def _decoding(name: str) -> None:
    (name.encode() + b"\xff").decode()


def _grammar(name: str) -> None:
    compile(f"x = {name} {name}", name, "exec")


def _missing(name: str) -> None:
    open(f"/nowhere/{name}", encoding="utf-8").close()  # noqa: PTH123


def _together(name: str) -> None:
    raise ExceptionGroup(name, [_NamedError(name), OSError(2, name, name)])


def _unasked(name: str) -> None:
    raise _NamedError(name)


_SLOTS = (_plain, _chained, _decoding, _grammar, _missing, _together, _unasked)


def every_mistake(window: QWidget, name: str) -> Iterator[str]:
    """Make each mistake with a name in it; copy what is told of the first one."""
    for slot in _SLOTS:
        _in_a_slot(slot, name)
        yield slot.__name__
    thread = threading.Thread(target=_chained, args=(name,))
    thread.start()
    thread.join()
    settle()
    yield "thread"
    QThreadPool.globalInstance().start(lambda: _unasked(name))
    settle()
    yield "pool"
    jobs.start(lambda: _together(name), lambda _: None, lambda _: None)
    settle()
    yield "job"
    _Dying(name)
    gc.collect()
    settle()
    yield "unraisable"
    for dialog in window.findChildren(QDialog, "crashDialog"):
        for button in dialog.findChildren(QPushButton):
            if button.isCheckable() or button.objectName() == "copyReport":
                button.click()
                settle()
                yield f"crash dialog {button.objectName()}"


def every_warning(_window: QWidget, name: str) -> Iterator[str]:
    """Let Qt warn of a name, as of a file that it cannot read."""
    for warn in (qWarning, qCritical):
        warn(f"could not be opened: {name}")
        settle()
        yield warn.__name__


def _in_a_slot(slot: Callable[[str], None], name: str) -> None:
    QTimer.singleShot(0, lambda: slot(name))
    settle()
