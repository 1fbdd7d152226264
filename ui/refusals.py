"""Why a command cannot be done now, and what makes it possible."""

from PySide6.QtCore import QCoreApplication

from ui.keymap import Keymap
from ui.models.wording import how_to_begin, how_to_select
from ui.selection import Selection
from ui.workspace import Workspace

_HISTORY = {
    "edit.undo": "There is nothing to undo.",
    "edit.redo": "There is nothing to do again.",
}


def why_not(workspace: Workspace, selection: Selection, keymap: Keymap, name: str) -> str:
    """Return in one sentence why the command `name` of the registry cannot be done."""
    if workspace.path is None:
        return keymap.told(
            _tr("No project is open: {project.new} makes one, {project.open} opens one.")
        )
    if name in _HISTORY:
        is_fixed = workspace.is_read_only
        return _tr("This project is read-only here.") if is_fixed else _tr(_HISTORY[name])
    if workspace.beginning:
        return _tr("The other claims are still being read: press it again in a moment.")
    if workspace.desk is None:
        return keymap.told(_tr("No article is open: {article.import} imports one."))
    if selection.is_several:
        return _tr("That works on one claim at a time: select one row alone.")
    return how_to_select(keymap) if workspace.desk.claims else how_to_begin(keymap)


def _tr(words: str) -> str:
    return QCoreApplication.translate("Refusals", words)
