"""Why a command cannot be done now, and what makes it possible."""

from enum import Enum

from PySide6.QtCore import QCoreApplication

from annotator.settings import why_no_network
from ui.actions import COMMANDS
from ui.keymap import Keymap
from ui.models.wording import how_to_begin, how_to_select
from ui.selection import Selection
from ui.workspace import Workspace

_CHANGING = frozenset(command.name for command in COMMANDS if command.changes)
_VERSIONS = {"version.compare", "version.name"}
_HISTORY = {
    "edit.undo": "There is nothing to undo.",
    "edit.redo": "There is nothing to do again.",
}


class Reason(Enum):
    """Why a command cannot be done, in a few words."""

    NO_PROJECT = "no project is open"
    READ_ONLY = "the project is read-only here"
    NO_STEP = "there is nothing to take back"
    STILL_READ = "the other claims are still being read"
    NO_ARTICLE = "no article is open"
    NOT_IN_FRONT = "the balance is not in front"
    NO_VERSION = "no other version of it is known"
    NO_NETWORK = "web pages are not fetched here"
    SEVERAL = "one claim at a time"
    NO_CLAIM = "select a claim first"
    NOT_ENCRYPTED = "the project is not encrypted"
    OTHER = "not now"


_SENTENCES = {
    Reason.NO_PROJECT: "No project is open: {project.new} makes one, {project.open} opens one.",
    Reason.READ_ONLY: (
        "This project is read-only here; close it where it is open, then open it again."
    ),
    Reason.NOT_ENCRYPTED: "Only an encrypted project locks; {project.passphrase} encrypts it.",
    Reason.STILL_READ: "The other claims are still being read: press it again in a moment.",
    Reason.NO_ARTICLE: "No article is open: {article.import} imports one.",
    Reason.NOT_IN_FRONT: "That is for the balance, which {pane.balance} brings to the front.",
    Reason.NO_VERSION: (
        "No earlier version of this article is known here; {version.name} names one, where there "
        "is another article."
    ),
    Reason.SEVERAL: "That works on one claim at a time: select one row alone.",
}


def reason_of(workspace: Workspace, selection: Selection, name: str) -> Reason:
    """Return why the command `name` of the registry cannot be done."""
    reasons = (
        (workspace.path is None, Reason.NO_PROJECT),
        (workspace.is_read_only and name in _CHANGING, Reason.READ_ONLY),
        (name == "project.lock", Reason.NOT_ENCRYPTED),
        (name in _HISTORY, Reason.NO_STEP),
        (name == "article.fetch", Reason.NO_NETWORK),
        (workspace.beginning is not None, Reason.STILL_READ),
        (workspace.desk is None, Reason.NO_ARTICLE),
        (name in _VERSIONS, Reason.NO_VERSION),
        (name == "balance.table", Reason.NOT_IN_FRONT),
        (selection.is_several, Reason.SEVERAL),
        (selection.claim is None, Reason.NO_CLAIM),
    )
    return next((reason for is_so, reason in reasons if is_so), Reason.OTHER)


def briefly(reason: Reason) -> str:
    """Return a reason as it stands beside the command."""
    return _tr(reason.value)


def why_not(workspace: Workspace, selection: Selection, keymap: Keymap, name: str) -> str:
    """Return in one sentence why the command `name` of the registry cannot be done."""
    reason = reason_of(workspace, selection, name)
    if reason is Reason.NO_STEP:
        return _tr(_HISTORY[name])
    if reason is Reason.NO_NETWORK:
        why = why_no_network() or briefly(reason)
        return f"{why[:1].upper()}{why[1:]}."
    if reason in _SENTENCES:
        return keymap.told(_tr(_SENTENCES[reason]))
    has_claims = workspace.desk is not None and bool(workspace.desk.claims)
    return how_to_select(keymap) if has_claims else how_to_begin(keymap)


def _tr(words: str) -> str:
    return QCoreApplication.translate("Refusals", words)
