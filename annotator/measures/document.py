"""The measures as the JSON document that scripts get."""

from collections.abc import Mapping
from typing import Any

from annotator.claims_file import names_of
from annotator.measures.answers import Lag
from annotator.measures.counted import Counted
from annotator.measures.figures import Figures
from annotator.measures.placement import Weight
from annotator.measures.pool import Pool
from annotator.measures.shares import Share

Record = dict[str, Any]


def of_article(story: Counted, figures: Figures) -> Record:
    """Return one article's measures; claims are named as in its claims file."""
    names = names_of(story.marks)
    told = {key: _plain(figure) for key, figure in figures.items()}
    told["single_source_claims"] = [names[claim] for claim in told["single_source_claims"]]
    told["reply_lag"] = [_lag(lag, names) for lag in figures["reply_lag"]]
    return {"article": story.marks.article.id, **told}


def of_selection(articles: list[Record], pool: Pool) -> Record:
    """Return the measures of several articles: of each, over all, and of the median one."""
    return {
        "articles": articles,
        "pooled": {
            key: {"numerator": r.numerator, "denominator": r.denominator, "value": r.value}
            for key, r in pool.rates().items()
        },
        "median": {key: {"median": m.median, "n": m.n} for key, m in pool.medians().items()},
    }


def under(profile: str, document: Record) -> Record:
    """Return a document that ends with the name of the house rules in force."""
    return {**document, "profile": profile}


def _plain(figure: Any) -> Any:
    if isinstance(figure, Share | Weight):
        return figure.value
    if isinstance(figure, Mapping):
        return {str(name): _plain(one) for name, one in figure.items()}
    return list(figure) if isinstance(figure, tuple) else figure


def _lag(lag: Lag, names: Mapping[str, str]) -> Record:
    return {
        "claim": names[lag.claim],
        "target": lag.target,
        "reply": names[lag.reply],
        "words": lag.words,
        "paragraphs": lag.paragraphs,
    }
