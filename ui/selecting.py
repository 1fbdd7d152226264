"""What one key selects: the sentence, the quotation, the paragraph at the caret."""

from PySide6.QtCore import QObject, Signal

from annotator import sentences
from annotator.desk import Desk
from annotator.model import Span
from annotator.text import block_at
from ui.reading.view import ArticleView
from ui.selection import Selection
from ui.workspace import Workspace


class Selecting(QObject):
    """Selects words of the open article; the selected claim stays, for its cue and mention.

    `wanted` tells that the words were asked for from elsewhere: the next key is about them.
    """

    wanted = Signal()

    def __init__(self, workspace: Workspace, selection: Selection, view: ArticleView) -> None:
        super().__init__(view)
        self._workspace = workspace
        self._selection = selection
        self._view = view

    def sentence(self) -> None:
        """Select the sentence at the caret, or the next one where it is selected already."""
        desk = self._workspace.desk
        if desk:
            said = self.tr("Selected a sentence"), self.tr("There is no further sentence.")
            self._take(self._next_sentence(desk), *said)

    def more(self) -> None:
        """Extend the selection by the next sentence."""
        desk, span = self._workspace.desk, self._view.span()
        if desk is None or span is None:
            self.sentence()
            return
        more = self._next_sentence(desk)
        longer = Span(span.start, more.end) if more and more.end > span.end else None
        said = self.tr("Selected a sentence more"), self.tr("There is no further sentence.")
        self._take(longer, *said)

    def quotation(self) -> None:
        """Select the quotation at the caret, or the next one."""
        desk, span = self._workspace.desk, self._view.span()
        if desk:
            at = span.end if span else self._view.caret()
            found = sentences.quotation_at(desk.text, desk.blocks, at)
            said = self.tr("Selected a quotation"), self.tr("There is no quotation here.")
            self._take(found, *said)

    def paragraph(self) -> None:
        """Select the paragraph at the caret, or the next one where it is selected already."""
        desk, span = self._workspace.desk, self._view.span()
        if desk:
            at = span.end + 1 if span else self._view.caret()
            found = sentences.paragraph_at(desk.blocks, at)
            said = self.tr("Selected a paragraph"), self.tr("There is no paragraph here.")
            self._take(found, *said)

    def sentence_at_caret(self) -> Span | None:
        """Return the sentence at the caret as a claim is marked."""
        desk = self._workspace.desk
        if desk is None:
            return None
        found = sentences.sentence_at(desk.text, desk.blocks, self._view.caret())
        return sentences.without_full_stop(desk.text, found) if found else None

    def _next_sentence(self, desk: Desk) -> Span | None:
        """Return the sentence at the caret, or the one after it where the caret is at its end."""
        span = self._view.span()
        at = span.end if span else self._view.caret()
        found = sentences.sentence_at(desk.text, desk.blocks, at)
        while found and not _is_furniture(desk, found.start):
            words = sentences.without_full_stop(desk.text, found)
            if words.end > at:
                return words
            beyond = sentences.sentence_at(desk.text, desk.blocks, max(found.end, at))
            if beyond is None or beyond.start <= found.start:
                return self._first_after(desk, found.end)
            found = beyond
        return None

    @staticmethod
    def _first_after(desk: Desk, offset: int) -> Span | None:
        block = block_at(desk.blocks, offset)
        while block and (block.is_furniture or block.start < offset):
            block = block_at(desk.blocks, block.end + 1)
        if block is None:
            return None
        found = sentences.sentences(desk.text, block.span)
        return sentences.without_full_stop(desk.text, found[0]) if found else None

    def _take(self, span: Span | None, done: str, otherwise: str) -> None:
        if span:
            if not self._view.hasFocus():
                self.wanted.emit()
            if self._selection.is_several:
                self._selection.select(self._selection.claim)
            self._view.select(span)
        self._workspace.said.emit(done if span else otherwise)


def _is_furniture(desk: Desk, offset: int) -> bool:
    block = block_at(desk.blocks, offset)
    return block is not None and block.start <= offset and block.is_furniture
