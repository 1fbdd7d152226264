"""What could be meant by the word at the caret of a search: fields, and values of a field."""

from collections.abc import Callable, Sequence

from annotator.query import FIELDS, Token, tokens, written
from annotator.vocabulary import ArticleStatus, Tag, Verification

MOST = 50
"""More offers than a person goes through."""

FEWEST = 2
"""So many letters begin the name of a field; one begins any word."""

_CLOSED: dict[str, tuple[str, ...]] = {
    "tag": tuple(Tag),
    "unanswered": ("yes", "no"),
    "status": (*ArticleStatus, *Verification),
}


def offers(typed: str, caret: int, known: Callable[[str], Sequence[str]]) -> list[str]:
    """Return what the token at `caret` can become, likeliest first.

    `known` returns the project's own values of a field, such as the names of its sources.
    """
    token = token_at(typed, caret)
    if token is None or token.is_excluded:
        return []
    if token.is_known and token.field:
        field = token.field.lower()
        values = _CLOSED.get(field) or known(field)
        found = _fitting(token.value, values)
        made = [written(field, value) for value in found]
        return [one for one in made if one != typed[token.start : token.end]][:MOST]
    if token.field is None and len(token.value) >= FEWEST and not token.is_quoted:
        return [f"{name}:" for name in FIELDS if name.startswith(token.value.casefold())]
    return []


def token_at(typed: str, caret: int) -> Token | None:
    """Return the token that ends at the caret or lies around it."""
    return next((t for t in tokens(typed) if t.start < caret <= t.end), None)


def completed(typed: str, caret: int, offer: str) -> tuple[str, int]:
    """Return the line with an offer in place of the token at the caret, and the caret after it.

    A value is followed by a space, so that the next word can be typed; a field by its value.
    """
    token = token_at(typed, caret)
    start, end = (token.start, token.end) if token else (caret, caret)
    rest = typed[end:]
    if not offer.endswith(":"):
        offer, rest = f"{offer} ", rest.removeprefix(" ")
    return typed[:start] + offer + rest, start + len(offer)


def _fitting(value: str, values: Sequence[str]) -> list[str]:
    """Return the values in which a word begins with what was typed; whole ones first."""
    folded = value.strip().casefold()
    whole = [one for one in values if one.casefold().startswith(folded)]
    inside = [one for one in values if f" {folded}" in one.casefold()]
    return list(dict.fromkeys((*whole, *inside)))
