"""A very large article: 20 MB of text and 50,000 claims, taken in, opened, read and marked."""

import os
import random
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QMimeData, Qt, QTimer
from PySide6.QtWidgets import QApplication

from annotator import importing
from annotator.importers import read_bytes
from annotator.store import Store
from tests.benchmarks.seat import Painted, application, desk_of, jump, press, until, wheel
from tests.benchmarks.stories import article_of, project_of
from tests.benchmarks.timing import each, once, told
from tests.factories import new_project
from ui import jobs
from ui.app import open_window
from ui.dialogs.import_dialog import ImportDialog
from ui.taking_in import take_in

if TYPE_CHECKING:
    from ui.main_window import MainWindow

SIZE, CLAIMS = 19_990_000, 50_000


class Pulse:
    """How long the window could do nothing, while something else was going on."""

    def __init__(self) -> None:
        self.longest = 0.0
        self._last = time.perf_counter()
        self._timer = QTimer()
        self._timer.timeout.connect(self._beat)
        self._timer.start(0)

    def _beat(self) -> None:
        now = time.perf_counter()
        self.longest = max(self.longest, (now - self._last) * 1e3)
        self._last = now

    def stop(self) -> float:
        """Return the longest time between two beats, in milliseconds."""
        self._beat()
        self._timer.stop()
        return self.longest


def during(work: Callable[[], object], holds: Callable[[], bool]) -> tuple[float, float]:
    """Return how long it took until something holds, and how long the window stood still."""
    pulse = Pulse()
    started = time.perf_counter()
    work()
    until(holds, 120)
    spent = (time.perf_counter() - started) * 1e3
    QApplication.processEvents()
    return spent, pulse.stop()


def opening(folder: Path) -> None:
    """Open the article, jump to its end, mark a sentence, scroll."""
    started = time.perf_counter()
    project = project_of(folder / "large.onrecord", SIZE, CLAIMS, 0.5, whole=False)
    print(f"20 MB, 50,000 claims (made in {time.perf_counter() - started:.0f} s)")
    application()
    window = cast("MainWindow", open_window(None))
    window.resize(1280, 860)
    QApplication.processEvents()
    workspace = window.workspace

    spent, still = during(
        lambda: window.open_project(project),
        lambda: not workspace.is_opening and workspace.path == project,
    )
    print(f"  open: {spent:.0f} ms, the window stood still for at most {still:.0f} ms")
    view = window.view
    view.setFocus()
    painted = Painted(window)
    bar = view.verticalScrollBar()
    end = once(lambda: painted.after(lambda: bar.setValue(bar.maximum())))
    print(f"  jump to the end: {end:.0f} ms")
    desk = desk_of(window)
    tags = []
    for number in range(20):
        window.selection.clear()
        view.put_caret(desk.blocks[-30 - number].start + 5)
        QApplication.processEvents()
        tags.append(once(lambda: painted.after(partial(press, window, Qt.Key.Key_A))))
    told("type a tag", tags)
    told("wheel", each(partial(wheel, window), 300))
    told("jump", each(partial(jump, window), 100))
    undo = each(lambda _: painted.after(workspace.undo), 20)
    told("undo", undo)
    window.close()


def taking_in(folder: Path) -> None:
    """Import 20 MB of text without a window, then paste it into one."""
    text = article_of(SIZE, random.Random(5))
    with Store.open(new_project(folder / "import.onrecord")) as store:
        data = text.encode()
        read = once(lambda: read_bytes(data, "story.txt"))
        kept = once(lambda: importing.keep(store, read_bytes(data, "story.txt"))) - read
    print(f"import 20 MB: read {read:.0f} ms, keep {kept:.0f} ms")
    application()
    window = cast("MainWindow", open_window(new_project(folder / "paste.onrecord")))
    mime = QMimeData()
    mime.setText(text)
    QApplication.processEvents()

    workspace = window.workspace

    def paste() -> None:
        take_in(mime, workspace, window.settings, window)

    spent, still = during(paste, lambda: not jobs.are_running())
    print(f"paste 20 MB: previewed after {spent:.0f} ms, stood still for at most {still:.0f} ms")
    (dialog,) = window.findChildren(ImportDialog)
    spent, still = during(dialog.accept, lambda: workspace.desk is not None)
    print(f"keep it: {spent:.0f} ms, stood still for at most {still:.0f} ms")
    window.close()


def main() -> None:
    """Print every figure."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    with tempfile.TemporaryDirectory() as folder:
        os.environ["ONRECORD_HOME"] = folder
        opening(Path(folder))
        taking_in(Path(folder))


if __name__ == "__main__":
    main()
