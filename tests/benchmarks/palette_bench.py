"""The command palette over 10,000 articles and 10,000 claims: from a key to painted rows."""

import os
import tempfile
from itertools import cycle
from pathlib import Path

from PySide6.QtWidgets import QApplication

from annotator.store import Store
from tests.benchmarks.seat import shown, until
from tests.benchmarks.stories import project_of
from tests.benchmarks.timing import each, p95, told, verdict
from tests.factories import keep_text
from ui.command_palette import CommandPalette

ARTICLES = 10_000
_TYPED = {
    "a command": ("e", "ex", "exp", "expo", "export"),
    "an article": ("r", "ri", "riv", "river", "river 99", "story 5000"),
    "a claim's number": ("#", "#9", "#99", "#999", "#9999"),
    "words of a claim": ("#c", "#co", "#court", "#court water", "#zebra"),
    "a source": ("@", "@m", "@mi", "@the", "@zebra"),
    "a check": ("!", "!c", "!claim", "!source", "!zebra"),
}
"""What is typed letter by letter, the worst being what is found nowhere."""


def project(folder: Path) -> Path:
    """Return a project of many small articles and one with many claims."""
    path = project_of(folder / "many.onrecord", 1_000_000, 10_000)
    with Store.open(path) as store:
        for number in range(ARTICLES - 1):
            keep_text(store, f"River story {number}\n\nThe mill said so.\n", f"{number}.txt")
    return path


def ask(palette: CommandPalette, typed: str) -> None:
    """Type something and paint what is found."""
    palette.input.setText(typed)
    QApplication.processEvents()


def main() -> None:
    """Print every figure."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    with tempfile.TemporaryDirectory() as folder:
        os.environ["ONRECORD_HOME"] = folder
        window = shown(project(Path(folder)))
        until(lambda: not window.workspace.is_opening)
        for _ in range(100):
            QApplication.processEvents()  # the library draws its strips
        (palette,) = window.findChildren(CommandPalette)
        found = len(window.checks.open_findings())
        print(f"{ARTICLES:,} articles, 10,000 claims, {found:,} checks")

        def reopen(_: int) -> None:
            palette.open()
            QApplication.processEvents()
            palette.leave()

        times = each(reopen, 40)
        told("come and go", times)
        verdict("come and go, p95", p95(times), 30, "ms")
        palette.open()
        for what, words in _TYPED.items():
            letters = cycle(words)
            times = each(lambda _, letters=letters: ask(palette, next(letters)), 60)  # type: ignore[misc]
            told(what, times)
            verdict(f"{what}, p95", p95(times), 30, "ms")
        window.close()


if __name__ == "__main__":
    main()
