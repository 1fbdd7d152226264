"""Numbers in words, as pictures and their tables say them."""

from annotator.lettering import plain
from annotator.sentences import in_quotation_marks


def several(n: int, what: str, many: str = "") -> str:
    """Return a number with its noun, as in “1 claim” and “3 claims”."""
    return f"{n:,} {what}" if n == 1 else f"{n:,} {many or what + 's'}"


def listed(parts: list[str]) -> str:
    """Return parts as a sentence lists them."""
    if len(parts) < 3:
        return " and ".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"


def percent(value: float | None) -> str:
    """Return a share as people say it; a dash where there is nothing to have a share of."""
    return "–" if value is None else f"{value:.1%}"


def quoted(words: str) -> str:
    """Return words on one line, within quotation marks unless they begin with one."""
    return in_quotation_marks(plain(words))
