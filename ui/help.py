"""The help pages: which there are, in which order, and which fits where."""

from dataclasses import dataclass
from functools import cache

from annotator import assets

ORDER = (
    *(
        "getting-started",
        "importing",
        "import-dialog",
        "formats",
        "fetching",
        "marking",
        "sources",
        "forgetting",
        "responses",
        "versions",
        "balance-and-checks",
        "searching",
        "report",
        "report-look",
        "exporting",
        "security",
        "backups",
        "encryption",
        "project-file",
    ),
    *("keys", "damaged-projects", "claims-file"),
)
"""The pages that are read first; others follow by name."""


@dataclass(frozen=True, slots=True)
class HelpPage:
    """A page: its name, its title, and its text in Markdown."""

    name: str
    title: str
    text: str

    def holds(self, words: str) -> bool:
        """Return whether every word stands in it."""
        text = self.text.casefold()
        return all(word in text for word in words.casefold().split())


@cache
def pages() -> dict[str, HelpPage]:
    """Return every shipped page by name, in the order in which they are read."""
    texts = assets.pages()
    names = [*(name for name in ORDER if name in texts), *(n for n in texts if n not in ORDER)]
    return {name: HelpPage(name, _title(name, texts[name]), texts[name]) for name in names}


def _title(name: str, text: str) -> str:
    first = text.partition("\n")[0]
    return first.removeprefix("# ") if first.startswith("# ") else name
