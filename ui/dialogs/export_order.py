"""What report is wanted and where; remembered, so that it can be written again."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from annotator import reporting
from annotator.errors import AnnotatorError, ExportError
from annotator.model import Article
from annotator.report import Report
from annotator.vocabulary import Variant
from ui import jobs
from ui.dialogs.files import REPORT_SUFFIX, last_folder
from ui.settings import Settings
from ui.workspace import Workspace

_UNFIT = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f\ud800-\udfff]')
_TAKEN = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)
_LONGEST_NAME = 80
_REMEMBERED = 100


@dataclass(frozen=True, slots=True)
class Order:
    """A report to write: on some articles, or on all where there are none."""

    articles: tuple[Article, ...]
    variant: Variant
    path: Path
    is_opened: bool = False


def remember(order: Order, workspace: Workspace, settings: Settings) -> None:
    """Keep an order, to be written again or offered next time."""
    settings.remember("export.variant", str(order.variant))
    settings.remember("export.all", not order.articles)
    settings.remember("export.open", order.is_opened)
    settings.remember("folder.reports", str(order.path.parent))
    paths = _paths(settings)
    key = _key(workspace, order.articles, order.variant)
    paths = {key: str(order.path)} | {k: path for k, path in paths.items() if k != key}
    kept = dict(list(paths.items())[:_REMEMBERED])
    settings.remember("export.paths", json.dumps(kept, ensure_ascii=False))


def last_order(workspace: Workspace, settings: Settings) -> Order | None:
    """Return the last order for what is open now; None where there never was one."""
    variant = last_variant(settings)
    desk = workspace.desk
    is_all = settings.flag("export.all")
    if variant is None or workspace.path is None or (desk is None and not is_all):
        return None
    articles = () if is_all or desk is None else (desk.article,)
    path = place_for(workspace, settings, articles, variant)
    return Order(articles, variant, path, settings.flag("export.open"))


def last_variant(settings: Settings) -> Variant | None:
    """Return the variant that was written last."""
    kept = settings.text("export.variant")
    return Variant(kept) if kept in list(Variant) else None


def place_for(
    workspace: Workspace, settings: Settings, articles: tuple[Article, ...], variant: Variant
) -> Path:
    """Return where a report was written last, else a free name in the last folder."""
    known = _paths(settings).get(_key(workspace, articles, variant))
    if known and Path(known).parent.is_dir():
        return Path(known)
    title = articles[0].title if articles else (workspace.path or Path("Report")).stem
    if len(articles) > 1:
        title = f"{title} and {len(articles) - 1} more"
    return next_free(last_folder(settings, "reports") / file_name(title, variant))


def is_ours(settings: Settings, path: Path) -> bool:
    """Return whether a report was written to `path` before, so that it may be written over."""
    return str(path) in _paths(settings).values()


def file_name(title: str, variant: Variant) -> str:
    """Return a file name for a report that every system takes."""
    kind = "" if variant is Variant.FULL else f" ({variant})"
    return f"{fit_name(title, 'Report')}{kind}.{REPORT_SUFFIX}"


def fit_name(title: str, otherwise: str) -> str:
    """Return a title as every system takes it for a file's name, without a suffix."""
    name = " ".join(_UNFIT.sub(" ", title).split())[:_LONGEST_NAME].strip(" .")
    return otherwise if not name or _TAKEN.fullmatch(name) else name


def next_free(path: Path) -> Path:
    """Return `path`, or "name (2).docx" and so on where that is taken."""
    number, free = 2, path
    stem = re.sub(r" \(\d+\)$", "", path.stem)
    while free.exists():
        free = path.with_name(f"{stem} ({number}){path.suffix}")
        number += 1
    return free


class Writing(QObject):
    """A report on its way to disk; lives on where the dialog that began it is closed."""

    written = Signal(object)
    refused = Signal(object)

    def __init__(self, workspace: Workspace, settings: Settings, order: Order) -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self._settings = settings
        self._order = order
        self._has_ended = False

    def start(self) -> None:
        """Read the project here, write the file in the background."""
        order = self._order
        try:
            _refuse_project(self._workspace, order.path)
            references = [article.id for article in order.articles]
            report = reporting.build(self._workspace.reader, references, order.variant)
        except AnnotatorError as error:
            self._fail(error)
            return
        self._workspace.said.emit(self.tr("Writing {name}…").format(name=order.path.name))
        job = jobs.start(_writer(report, order.path), self._done, self._fail)
        job.ended.connect(self._end)

    def _done(self, _: object) -> None:
        self._has_ended = True
        order = self._order
        remember(order, self._workspace, self._settings)
        self._workspace.said.emit(self.tr("Wrote {name}").format(name=order.path.name))
        if order.is_opened:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(order.path)))
        self.written.emit(order.path)
        self.deleteLater()

    def _fail(self, error: AnnotatorError) -> None:
        self._has_ended = True
        self._workspace.failed.emit(error)
        self.refused.emit(error)
        self.deleteLater()

    def _end(self) -> None:
        """Say so where a mistake of ours ended it; what mistake is told elsewhere."""
        if not self._has_ended:
            words = self.tr("{name} could not be written because of a mistake in On Record.")
            self._fail(ExportError(words.format(name=self._order.path.name)))


def _writer(report: Report, path: Path) -> Callable[[], None]:
    # Word's library is heavy, and the first window must not wait for it.
    from annotator.export import word

    return partial(word.write, report, path)


def _refuse_project(workspace: Workspace, path: Path) -> None:
    project = workspace.path
    if project and path.exists() and project.exists() and path.samefile(project):
        raise ExportError(f"{path.name} is the project itself; choose another name.")


def _key(workspace: Workspace, articles: tuple[Article, ...], variant: Variant) -> str:
    return f"{' '.join(article.id for article in articles) or workspace.path} {variant}"


def _paths(settings: Settings) -> dict[str, str]:
    """Return where reports were written, the last first."""
    try:
        kept = json.loads(settings.text("export.paths", "{}"))
    except ValueError:
        return {}
    if not isinstance(kept, dict):
        return {}
    return {key: path for key, path in kept.items() if isinstance(path, str)}
