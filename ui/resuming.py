"""Where something was being typed when the program last ended, and how that is told."""

from PySide6.QtCore import QCoreApplication

from annotator.errors import AnnotatorError
from annotator.model import Claim, Source
from ui.arrival import Place
from ui.workspace import Workspace


def place_of(workspace: Workspace) -> Place | None:
    """Return where to go for what was typed last, with what is told there.

    Words about a claim are in their field by then; others are when that is next opened, so one
    stays where one is. None where nothing was being typed, or there is no article.
    """
    about = [place.about for place in workspace.drafts.found()]
    here = workspace.article
    if not about or here is None:
        return None
    reader = workspace.reader
    try:
        claims = reader.known(Claim, about)
        claim_id = next((key for key in about if key in claims), None)
        if claim_id:
            (article_id,) = reader.articles_with({claim_id})
            words = _tr("What you were typing is back in its field")
            return Place(article_id, words, claim_id)
        if about[0] in reader.known(Source, about):
            words = _tr("What you were typing about a source is back in Sources")
        else:
            words = _tr("What you were typing is back when you open that again")
    except AnnotatorError:
        return None
    return Place(here.id, words)


def _tr(words: str) -> str:
    return QCoreApplication.translate("Resuming", words)
