"""Projects of any size for the benchmarks: one article, its claims lying over one another."""

import random
from collections.abc import Iterator
from pathlib import Path

from annotator import edits
from annotator.model import Article, Claim, Source, new_id
from annotator.store import Store
from annotator.vocabulary import Tag
from tests.factories import keep_text, new_project

_WORDS = ["the", "minister", "said", "company", "waste", "river", "Friday", "court", "report"]
_WORDS += ["officials", "against", "plan", "water", "mill", "union", "board", "harbor"]
_NAMES = ["The mill", "The union", "The ministry", "The court", "A clerk"]


def article_of(size: int, chance: random.Random) -> str:
    """Return a story of about `size` characters in paragraphs of 40 to 90 words."""
    paragraphs = ["Headline of the story"]
    while size > 0:
        sentences = [
            " ".join(chance.choices(_WORDS, k=chance.randint(8, 20))).capitalize() + "."
            for _ in range(5)
        ]
        paragraphs.append(" ".join(sentences))
        size -= len(paragraphs[-1]) + 2
    return "\n\n".join(paragraphs) + "\n"


def project_of(
    path: Path, size: int, claims: int, depth: float = 5, *, whole: bool = True
) -> Path:
    """Make a project of one article with claims that lie `depth` over a word on average.

    With `whole`, one of them is as long as the article.
    """
    chance = random.Random(7)
    text = article_of(size, chance)
    with Store.open(new_project(path)) as store:
        article = keep_text(store, text)
        sources = [Source(new_id(), name) for name in _NAMES]
        made = list(claims_over(article, text, claims, depth, sources, chance))
        if made and whole:
            end = len(text.rstrip())
            made[0] = Claim(new_id(), article.id, 0, end, text[:end], (Tag.OFFICIAL,))
        if made:
            store.apply(edits.add("Mark", *sources, *made))
    return path


def claims_over(
    article: Article,
    text: str,
    count: int,
    depth: float,
    sources: list[Source],
    chance: random.Random,
) -> Iterator[Claim]:
    """Yield claims nested in and crossing one another, of whole words, anywhere in `text`."""
    mean = depth * len(text) / count if count else 0
    for _ in range(count):
        length = int(mean * chance.uniform(0.2, 1.8))
        start = chance.randint(30, len(text) - length - 300)
        start = text.find(" ", start) + 1
        end = start + len(text[start : start + length + 12].rstrip())
        tags = tuple(chance.sample(list(Tag), chance.choice([0, 1, 1, 1, 2])))
        source = chance.choice([*sources, None])
        key = source.id if source else None
        yield Claim(new_id(), article.id, start, end, text[start:end], tags, key)
