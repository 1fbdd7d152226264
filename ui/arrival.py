"""Going to what was found, in whatever article it stands."""

from PySide6.QtCore import QObject

from annotator.model import Span
from ui.going import Going
from ui.models.hits import Row
from ui.models.wording import shortened
from ui.reading.view import ArticleView
from ui.workspace import Workspace


class Arrival(QObject):
    """Opens the article of a hit, and goes to its place once the article is there."""

    def __init__(self, workspace: Workspace, view: ArticleView, going: Going) -> None:
        super().__init__(view)
        self._workspace = workspace
        self._view = view
        self._going = going
        self._wanted: Row | None = None
        workspace.article_opened.connect(self._arrive)

    def go(self, row: Row) -> None:
        """Go to a claim, or to the words that were found; to a headline, to the beginning."""
        if row.article is None:
            return
        self._wanted = row
        desk = self._workspace.desk
        if desk and desk.article.id == row.article.id:
            self._workspace.cancel_opening()
            self._arrive()
        else:
            self._workspace.show_article(row.article.id)

    def _arrive(self) -> None:
        desk, row = self._workspace.desk, self._wanted
        if desk is None or row is None or row.article is None:
            return
        if desk.article.id != row.article.id:
            if not self._workspace.is_opening:  # a large one is still to come
                self._wanted = None
            return
        self._wanted = None
        told = self.tr("Found in “{title}”")
        claim = desk.claim(row.hit.claim_id) if row.hit and row.hit.claim_id else None
        span = row.hit.span if row.hit else None
        if claim:
            self._going.choose(claim)
        elif span and span.end <= len(desk.text):
            self._show(span)
        else:
            self._show(None)
            told = self.tr("“{title}”")
        self._workspace.said.emit(told.replace("{title}", shortened(desk.article.title)))

    def _show(self, span: Span | None) -> None:
        if span is None:
            self._view.put_caret(0)
            self._view.scroll_to(0)
        else:
            self._view.bring_into_view(span.start)
            self._view.select(span)
