"""Going to a place of the project, in whatever article it is."""

from dataclasses import dataclass

from PySide6.QtCore import QObject

from annotator.model import Span
from ui.going import Going
from ui.models.wording import shortened
from ui.reading.view import ArticleView
from ui.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Place:
    """A claim of an article, words in it, or (with neither) its beginning.

    `told` is what the status bar says there, with {title} for the article's.
    """

    article_id: str
    told: str
    claim_id: str | None = None
    span: Span | None = None


class Arrival(QObject):
    """Opens the article of a place, and goes there once the article is on the desk."""

    def __init__(self, workspace: Workspace, view: ArticleView, going: Going) -> None:
        super().__init__(view)
        self._workspace = workspace
        self._view = view
        self._going = going
        self._wanted: Place | None = None
        workspace.article_opened.connect(self._arrive)

    def go(self, place: Place) -> None:
        """Go to a place."""
        self._wanted = place
        desk = self._workspace.desk
        if desk and desk.article.id == place.article_id:
            self._workspace.cancel_opening()
            self._arrive()
        else:
            self._workspace.show_article(place.article_id)

    def _arrive(self) -> None:
        desk, place = self._workspace.desk, self._wanted
        if desk is None or place is None:
            return
        if desk.article.id != place.article_id:
            if not self._workspace.is_opening:  # a large one is still to come
                self._wanted = None
            return
        self._wanted = None
        claim = desk.claim(place.claim_id) if place.claim_id else None
        if claim:
            self._going.choose(claim)
        else:
            is_there = place.span is not None and place.span.end <= len(desk.text)
            self._show(place.span if is_there else None)
        title = shortened(desk.article.title)
        self._workspace.said.emit(place.told.replace("{title}", title))

    def _show(self, span: Span | None) -> None:
        if span is None:
            self._view.put_caret(0)
            self._view.scroll_to(0)
        else:
            self._view.bring_into_view(span.start)
            self._view.select(span)
