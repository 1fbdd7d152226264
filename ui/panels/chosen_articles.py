"""What is done with one article or several of the library: each time one step."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QCoreApplication

from annotator import edits
from annotator.edits import Edit
from annotator.errors import AnnotatorError
from annotator.model import Article
from annotator.vocabulary import ArticleStatus
from ui.keymap import Keymap
from ui.models.wording import shortened, told
from ui.workspace import Workspace


def delete(workspace: Workspace, keymap: Keymap, articles: Sequence[Article]) -> bool:
    """Delete articles with all their marks; return whether that was done."""
    reader, what = workspace.reader, named(articles)
    try:
        every = [
            edits.delete_article(reader.marks(article.id), reader.listings(article.id))
            for article in articles
        ]
    except AnnotatorError as error:
        workspace.failed.emit(error)
        return False
    edit = every[0]
    said = _tr("Deleted {what} — {edit.undo} brings it back")
    if len(every) > 1:
        label = _tr("Delete {what}").replace("{what}", what)
        edit = Edit(label, tuple(move for one in every for move in one.moves))
        said = _tr("Deleted {what} — {edit.undo} brings them back")
    return workspace.do(edit, keymap.told(said).replace("{what}", what)) is not None


def set_status(workspace: Workspace, articles: Sequence[Article], status: ArticleStatus) -> None:
    """Say where articles stand in their review."""
    others = [article for article in articles if article.status is not status]
    if not others:
        return
    label, said = _tr("{what} is {status}"), _tr("{what} is {status} now")
    if len(others) > 1:
        label, said = _tr("{what} are {status}"), _tr("{what} are {status} now")
    label, said = (
        words.replace("{what}", named(others)).replace("{status}", told(status))
        for words in (label, said)
    )
    pairs = [(article, replace(article, status=status)) for article in others]
    workspace.do(edits.change(label, *pairs), said)


def named(articles: Sequence[Article]) -> str:
    """Return articles in words: one by its title, several by how many they are."""
    if len(articles) == 1:
        return f"“{shortened(articles[0].title)}”"
    return _tr("{n} articles").format(n=len(articles))


def _tr(words: str) -> str:
    return QCoreApplication.translate("Library", words)
