"""A project with a story of four claims in sentences that are long enough to be known again."""

from pathlib import Path

from annotator import edits
from annotator.model import Source, new_id
from annotator.store import Store
from annotator.vocabulary import SourceKind, Tag
from tests.factories import claim_of, keep_text, new_project

STORY = (
    "Mill spilled dye\n\n"
    "The mill had spilled dye into the river for years, a clerk said on Monday in May.\n\n"
    "The owner of the mill denied that it had spilled anything at all in those long years.\n\n"
    "Nobody was hurt when the water turned blue, the police said in a note on Tuesday.\n"
)
SPILLED = "The mill had spilled dye into the river for years"
DENIED = "denied that it had spilled anything at all"


def mill_project(path: Path) -> Path:
    """Return a project with an allegation, one within it, a denial and a statement."""
    with Store.open(new_project(path), "Nora") as store:
        article = keep_text(store, STORY)
        clerk = Source(new_id(), "a clerk", SourceKind.ANONYMOUS, article_id=article.id)
        mill = Source(new_id(), "the mill")
        marked = (
            (SPILLED, Tag.ALLEGATION, clerk),
            ("into the river", Tag.ANONYMOUS, clerk),
            (DENIED, Tag.DENIAL, mill),
            ("Nobody was hurt", Tag.OFFICIAL, mill),
        )
        made = [
            claim_of(article, STORY, words, tags=(tag,), source_id=source.id)
            for words, tag, source in marked
        ]
        store.apply(edits.add("Mark", clerk, mill, *made))
    return path
