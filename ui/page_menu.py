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
    view: ArticleView, selection: Selection, actions: Actions, point: QPoint, place: QPoint
) -> QMenu:
    """Show the menu at `place` on the screen for `point` of the page; return it."""
    found = view.claims_at(point)
    is_in_selection = view.span() is not None
    if found and not is_in_selection and selection.claim not in found:
        selection.select(found[0])
    elif not found and not is_in_selection:
        view.put_caret(view.offset_near(point.toPointF()))
    menu = QMenu(view)
    names: tuple[str, ...] = _OF_WORDS
    if selection.claim and not is_in_selection:
        names = (*_OF_WORDS[:6], *_OF_CLAIM, "edit.copy")
    actions.put_in(menu, *names)
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(place)
    return menu
