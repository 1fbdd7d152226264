"""When garbage is collected while there are windows: between two events, and only then.

Python collects wherever something is made: in another thread, where no widget may end, or in the
middle of a widget's end or of a connection that is undone, where Qt holds a lock for which the end
of another waits, and the window stands still for good.
"""

import gc

from PySide6.QtCore import QCoreApplication, QTimer

_EVERY = 1_000
"""Milliseconds between one look for garbage and the next."""

_holders: set[object] = set()


def hold(holder: object) -> None:
    """Let Python collect nothing by itself until this holder lets go."""
    _holders.add(holder)
    gc.disable()


def let_go(holder: object) -> None:
    """Let Python collect by itself again, once nobody holds it any more."""
    _holders.discard(holder)
    if not _holders:
        gc.enable()


class Collecting(QTimer):
    """Collects in the thread of the window what Python would have collected by now."""

    def __init__(self, application: QCoreApplication) -> None:
        super().__init__(application, interval=_EVERY)
        self.timeout.connect(collect)
        self.start()


def collect_between_events() -> None:
    """Have garbage collected between two events alone, for as long as the application lives."""
    application = QCoreApplication.instance()
    if application and not application.findChild(Collecting):
        hold(Collecting(application))


def collect() -> None:
    """Collect the oldest generation that is due by Python's own thresholds."""
    due = zip(gc.get_count(), gc.get_threshold(), strict=True)
    generations = [number for number, (count, most) in enumerate(due) if count > most]
    if generations:
        gc.collect(generations[-1])
