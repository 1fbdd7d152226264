"""Which texts are here already: in the project, or in another entry of the same import."""

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication

from annotator.model import Article
from ui.dialogs.import_entry import Entry, Read, State
from ui.models.wording import shortened


class KnownTexts:
    """The texts of a project and of the entries that were read, by their digests."""

    def __init__(self, articles: Iterable[Article]) -> None:
        self._here = {article.sha256: article for article in articles}
        self._entries: dict[str, Entry] = {}

    def settle(self, entry: Entry, read: Read) -> None:
        """Let an entry become what was read, ready unless the same text is here already."""
        if entry.read and self._entries.get(entry.read.sha256) is entry:
            del self._entries[entry.read.sha256]
        entry.take(read)
        entry.state, entry.why, entry.here = State.READY, "", ""
        other = self._entries.setdefault(read.sha256, entry)
        if there := self._here.get(read.sha256):
            entry.state, entry.here = State.HERE, there.id
            words = _tr("This text is in the project already, as “{title}”.")
            entry.why = words.replace("{title}", shortened(there.title))
        elif other is not entry:
            words = _tr("{name} holds the same text.")
            entry.state, entry.why = State.HERE, words.replace("{name}", other.name)


def _tr(words: str) -> str:
    return QCoreApplication.translate("Importing", words)
