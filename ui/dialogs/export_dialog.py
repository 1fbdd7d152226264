"""What is written, in which format and way, where to; how it begins, and how far it is."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QCloseEvent, QDesktopServices, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from annotator.errors import AnnotatorError, GivenAwayError
from annotator.export.kinds import KINDS
from annotator.exporting import Order, Progress, Written
from annotator.files import named
from annotator.model import Article
from ui.dialogs.export_choices import FormatChoice, LookChoice, PartChoice, ScopeChoice
from ui.dialogs.export_order import (
    local_paper,
    next_free,
    place_for,
    usual,
    was_all,
    without_names,
)
from ui.dialogs.export_place import PlaceChoice, is_held
from ui.dialogs.export_preview import ExportPreview
from ui.dialogs.export_writing import Writing, folder_of
from ui.dialogs.given_away import GivenAwayOffer
from ui.dialogs.shapes import WarningLabel, sentence_of
from ui.dialogs.variants import VariantChoice
from ui.panels.shapes import heading, quiet_label, scrolled
from ui.settings import Settings
from ui.window_size import open_at
from ui.workspace import Workspace

_NARROW = 760
"""In so many pixels the preview stands below the choices."""
_CHOICES = 470


class ExportDialog(QDialog):
    """Everything that can be chosen of a file; Enter writes it, Esc ends that.

    `claim_wanted` carries the ids of an article and of its claim that has a confidential name.
    """

    claim_wanted = Signal(str, str)

    def __init__(
        self,
        workspace: Workspace,
        settings: Settings,
        parent: QWidget | None = None,
        chosen: Sequence[Article] = (),
    ) -> None:
        super().__init__(parent)
        self.setObjectName("exportDialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Export"))
        self._workspace = workspace
        self._settings = settings
        self._articles = workspace.articles()
        here = (workspace.desk.article,) if workspace.desk else ()
        self._writing: Writing | None = None
        self._written: Order | None = None
        self._closes = self._withholds = False
        self._named: tuple[object, ...] = ()
        self._build(tuple(chosen) or here)
        self._build_foot()
        self._lay_out()
        self._fill()
        self._offer()
        open_at(self, 980, 700)
        self._connect()
        self.format.kinds.setFocus()

    @property
    def order(self) -> Order:
        """Return what is asked for."""
        return replace(self._wish, path=self.place.path)

    def accept(self) -> None:
        """Write what was asked for; when it is written, close."""
        if self._written:
            super().accept()
        elif self._writing is None and self.place.is_named:
            self._tell("")
            self._progress.setRange(0, 0)
            self._said.setText(self.tr("Writing…"))
            self._writing = Writing(self._workspace, self._settings, self.order)
            self._writing.moved.connect(self._move)
            self._writing.written.connect(self._done)
            self._writing.refused.connect(self.refuse)
            self._writing.stopped.connect(self._stopped)
            self._refresh()
            self._writing.start()

    def reject(self) -> None:
        """Close; where something is being written, end that alone."""
        if self._writing:
            self._said.setText(self.tr("Stopping…"))
            self._writing.stop()
        else:
            self.preview.stop()
            super().reject()

    def refuse(self, error: AnnotatorError) -> None:
        """Say why it was not written; offer another name where the old file is in use."""
        self._end()
        if self._closes:
            self.reject()
            return
        path = self.place.path
        if is_held(path, error):
            self.place.put(next_free(path))
        self._tell(sentence_of(error), error)
        self.place.line.setFocus()
        if self.place.offer_folder():
            self.place.make.setFocus()

    def closeEvent(self, event: QCloseEvent) -> None:
        """End what is being written first, and close then."""
        self._closes = True
        super().closeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the preview stand beside the choices, or below them where there is no room."""
        super().resizeEvent(event)
        self._settle()

    def showEvent(self, event: QShowEvent) -> None:
        """Look at what will be written, once there is somebody to see it."""
        super().showEvent(event)
        self.preview.ask(self._seen_order)

    def _build(self, chosen: tuple[Article, ...]) -> None:
        before = usual(self._settings)
        self.format = FormatChoice()
        self.scope = ScopeChoice(self._articles, chosen)
        self.this_article, self.all_articles = self.scope.these, self.scope.every
        self.variants = VariantChoice(before.variant)
        self._variants_title = heading(self.tr("FOR WHOM"))
        self.parts = PartChoice()
        self.looks = LookChoice(self._settings)
        self.place = PlaceChoice(self._settings)
        self.path, self.opens = self.place.line, self.place.opens
        self.preview = ExportPreview(self._workspace)
        self.counts = self.preview.counts

    def _build_foot(self) -> None:
        self._warning, self.offer = WarningLabel(), GivenAwayOffer()
        self.offer.withhold_wanted.connect(self._withhold)
        self.offer.claim_wanted.connect(self._go_to_claim)
        self._said = quiet_label(wraps=False)
        self._said.setObjectName("exportSaid")
        self._progress = QProgressBar()
        self._progress.setObjectName("exportProgress")
        self._progress.setAccessibleName(self.tr("How far it is"))
        self._progress.setTextVisible(False)
        self._progress.setFixedWidth(140)
        self._progress.hide()
        self._box = QDialogButtonBox()
        self._cancel = self._box.addButton(QDialogButtonBox.StandardButton.Cancel)
        self._cancel.setObjectName("exportCancel")
        self._cancel.setAutoDefault(False)
        self._show = self._box.addButton(
            self.tr("Sho&w in folder"), QDialogButtonBox.ButtonRole.ActionRole
        )
        self._show.setObjectName("showInFolder")
        self._show.setAutoDefault(False)
        self._show.clicked.connect(self._show_in_folder)
        self._export = self._box.addButton(
            self.tr("E&xport"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        self._export.setObjectName("exportNow")
        self._box.accepted.connect(self.accept)
        self._box.rejected.connect(self.reject)

    def _lay_out(self) -> None:
        page = QWidget()
        self._choices = QVBoxLayout(page)
        self._choices.setContentsMargins(20, 8, 16, 8)
        self._choices.setSpacing(6)
        for part in (
            self.format,
            heading(self.tr("ARTICLES")),
            self.scope,
            self._variants_title,
            self.variants,
            self.parts,
            self.looks,
        ):
            self._choices.addWidget(part)
        self._choices.addStretch(1)
        self._area = scrolled(page)
        self._body = QHBoxLayout()
        self._body.setSpacing(4)
        self._body.addWidget(self._area, 1)
        bottom = QHBoxLayout()
        bottom.addWidget(self._progress)
        bottom.addWidget(self._said, 1)
        bottom.addWidget(self._box)
        foot = QVBoxLayout()
        foot.setContentsMargins(20, 6, 20, 16)
        foot.setSpacing(10)
        foot.addWidget(self._warning)
        foot.addWidget(self.offer)
        foot.addLayout(bottom)
        self._foot = foot
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(self._body, 1)
        whole.addLayout(foot)
        self._export.setDefault(True)  # only now is it the dialog's
        self.setMinimumWidth(420)
        self._settle()

    def _settle(self) -> None:
        is_narrow = self.width() < _NARROW
        goal: QBoxLayout = self._choices if is_narrow else self._body
        if goal.indexOf(self.preview) < 0:
            for part in (self.preview, self.place):
                (self._body if is_narrow else self._choices).removeWidget(part)
            if is_narrow:
                goal.addWidget(self.place)
            else:
                self._foot.insertWidget(0, self.place)
            goal.addWidget(self.preview, 1)
            self._order_tabs()
        self._area.setMaximumWidth(16_777_215 if is_narrow else _CHOICES)
        # Never so wide that the dialog could not be made narrow.
        self._area.setMinimumWidth(0 if is_narrow else _CHOICES - 160)
        self.preview.setMinimumHeight(420 if is_narrow else 200)

    def _order_tabs(self) -> None:
        """Let Tab go on from the choices to the place and the buttons, wherever they stand."""
        looks, place = self.looks, self.place
        chain: list[QWidget] = [looks.papers, looks.clear, looks.browse, place.line, place.browse]
        chain += [place.opens, place.make, self._export, self._show, self._cancel]
        for one, following in pairwise(chain):
            QWidget.setTabOrder(one, following)

    def _fill(self) -> None:
        before = usual(self._settings)
        self.format.choose(before.kind, before.table)
        self.scope.choose(
            is_all=was_all(self._settings) and len(self._articles) > 1, is_each=before.is_each
        )
        self.parts.choose(before.without)
        self.looks.choose(before, local_paper())
        self.opens.setChecked(before.is_opened)

    def _connect(self) -> None:
        for part in (self.format, self.scope, self.variants, self.parts, self.looks):
            part.changed.connect(self._offer)
        self.place.changed.connect(self._look_at_path)
        self.place.folder_made.connect(lambda: self._tell(""))

    @property
    def _wish(self) -> Order:
        return Order(
            Path(),
            tuple(article.id for article in self.scope.articles),
            self.format.kind,
            self.variants.chosen,
            self.parts.left_out,
            self.looks.paper,
            self.looks.base,
            self.format.table,
            is_each=self.scope.is_each,
            is_opened=self.opens.isChecked(),
            withholds=self._withholds,
        )

    @property
    def _seen_order(self) -> Order:
        """Return what a preview depends on."""
        return replace(self._wish, is_opened=False).fitted()

    def _offer(self) -> None:
        """Show what the format has, name the file after what is wanted, and look at it."""
        kind = self.format.kind
        variants = KINDS[kind].variants
        self.variants.offer(variants)
        for part in (self._variants_title, self.variants):
            part.setVisible(len(variants) > 1)
        self.format.offer(self.variants.chosen)
        self.parts.offer(kind, self.variants.chosen)
        self.looks.offer(kind)
        # What leaves the name as it is leaves alone what a person wrote there.
        wish = self._wish
        key = (wish.articles, wish.kind, wish.variant, wish.table, wish.is_each)
        if key != self._named:
            self._named = key
            place = place_for(self._workspace, self._settings, wish, self.scope.articles)
            self.place.suggest(
                replace(wish, path=place), self.scope.articles or tuple(self._articles)
            )
        if self.isVisible():
            self.preview.ask(self._seen_order)
        self._refresh()

    def _look_at_path(self) -> None:
        self._tell("")
        self._refresh()

    def _tell(self, words: str, error: AnnotatorError | None = None) -> None:
        self._warning.tell(words)
        self.offer.tell(error)

    def _withhold(self) -> None:
        """Write it with other words instead of the name, which its own name has not either."""
        self._withholds = True
        if not self.scope.is_each:
            self.place.put(without_names(self._workspace, self.place.path))
        self.preview.ask(self._seen_order)
        self.accept()

    def _go_to_claim(self, article_id: str, claim_id: str) -> None:
        self.reject()
        self.claim_wanted.emit(article_id, claim_id)

    def _refresh(self) -> None:
        is_writing, is_done = self._writing is not None, self._written is not None
        self._export.setEnabled(self.place.is_named and not is_writing)
        self._progress.setVisible(is_writing)
        self._show.setVisible(is_done)
        self._cancel.setVisible(not is_done)
        self._cancel.setText(self.tr("S&top") if is_writing else self.tr("Cancel"))
        for part in (
            self.format,
            self.scope,
            self.variants,
            self.parts,
            self.looks,
            self.place,
        ):
            part.setEnabled(not is_writing and not is_done)

    def _move(self, progress: Progress) -> None:
        self._progress.setRange(0, progress.whole)
        self._progress.setValue(progress.done)
        words = self.tr("Writing…")
        if progress.name:
            words = self.tr("Writing {n} of {m}: {name}")
            words = words.format(n=progress.done + 1, m=progress.whole, name=named(progress.name))
        self._said.setText(words)

    def _end(self) -> None:
        self._writing = None
        self._said.setText("")
        self._refresh()

    def _stopped(self, written: Written) -> None:
        self._end()
        if self._closes:
            self.reject()
            return
        words = self.tr("Stopped. Nothing was written.")
        if written.paths:
            words = self.tr("Stopped after {n} files; the others are as they were.")
            self.preview.show_outcomes(written.outcomes)
        self._said.setText(words.format(n=len(written.paths)))
        self._export.setFocus()

    def _done(self, written: Written) -> None:
        order = self.order
        self._end()
        if self._closes:
            self.reject()
            return
        n, m = len(written.paths), len(written.outcomes)
        if order.is_each:
            self.preview.show_outcomes(written.outcomes)
        if n < m:
            words = self.tr("{n} of {m} files could not be written.").format(n=m - n, m=m)
            errors = [one.error for one in written.outcomes if one.error]
            self._tell(words, next((e for e in errors if isinstance(e, GivenAwayError)), None))
            return
        self._written = order
        name = named(order.path.name)
        words = self.tr("Wrote {n} files to {name}") if order.is_each else self.tr("Wrote {name}")
        self._said.setText(words.format(n=n, name=name))
        self._export.setText(self.tr("Close"))
        self._refresh()
        self._export.setFocus()

    def _show_in_folder(self) -> None:
        if self._written:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder_of(self._written))))
