"""What goes along with a source that is split off another."""

from pathlib import Path

from annotator import edits, merging
from annotator.model import Source, new_id
from annotator.store import Store
from tests.factories import claim_of, keep_text, new_project


def test_a_split_takes_what_is_called_so_with_the_article_before_it(tmp_path: Path) -> None:
    text = "The union said the mill dumped waste.\n"
    aliases = ("union", "The union", "Union bosses")
    whole = Source(new_id(), "Mill workers", aliases=aliases)
    with Store.open(new_project(tmp_path / "story.onrecord")) as store:
        article = keep_text(store, text)
        store.apply(edits.add("Source", whole))
        for words, mention in (("the mill dumped", "The union"), ("waste", "Union bosses")):
            claim = claim_of(article, text, words, source_id=whole.id, mention=mention)
            store.apply(edits.add("Mark", claim))
        done = merging.split(store, whole, "union")
        assert (done.claims, done.staying) == (1, 1)
        assert done.source.aliases == ("The union",)
        store.apply(done.edit)
        left = next(source for source in store.all_sources() if source.id == whole.id)
        assert left.aliases == ("Union bosses",)
