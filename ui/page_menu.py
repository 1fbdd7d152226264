"""The menu of the page: what can be done with the claim or the words under the mouse."""

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu

from ui.actions import Actions
from ui.reading.view import ArticleView
from ui.selection import Selection

_OF_WORDS = (
    "tag.allegation",
    "tag.denial",
    "tag.official",
    "tag.anonymous",
    "tag.none",
    "",
    "select.sentence",
    "select.quotation",
    "select.paragraph",
    "",
    "edit.copy",
)
_OF_CLAIM = (
    "claim.source",
    "source.identity",
    "claim.target",
    "claim.note",
    "claim.link",
    "go.linked",
    "claim.asked",
    "edge.mode",
    "",
    "claim.outer",
    "claim.inner",
    "",
    "claim.remove",
    "",
)


def show(
    view: ArticleView, selection: Selection, actions: Actions, point: QPoint | None, place: QPoint
) -> QMenu:
    """Show the menu at `place` on the screen for `point` of the page; return it.

    Without a point, as by the menu's key, it is about what is selected.
    """
    if point is not None:
        _turn_to(view, selection, point)
    menu = QMenu(view)
    names: tuple[str, ...] = _OF_WORDS
    if selection.claim and not view.span():
        names = (*_OF_WORDS[:6], *_OF_CLAIM, "edit.copy")
    actions.put_in(menu, *names)
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(place)
    return menu


def _turn_to(view: ArticleView, selection: Selection, point: QPoint) -> None:
    """Select what is under the mouse, unless it is among what is selected already."""
    span, offset = view.span(), view.offset_at(point.toPointF())
    if span and offset is not None and span.start <= offset < span.end:
        return
    view.drop_words()
    found = view.claims_at(point)
    if not found:
        view.put_caret(view.offset_near(point.toPointF()))
    if selection.claim not in found:
        selection.select(found[0] if found else None)
