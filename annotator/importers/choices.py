"""What a person can choose about the reading of a file, where the program may have erred."""

from dataclasses import dataclass
from enum import StrEnum


class Extent(StrEnum):
    """How much of a web page is taken for the article."""

    ARTICLE = "article"
    LESS = "less"
    MORE = "more"
    WHOLE = "whole page"


@dataclass(frozen=True, slots=True)
class Choices:
    """How a file is read; the default is what the program thinks best.

    `encoding` is a name that Python knows, None for what the file itself tells; `is_repaired` that
    text which was decoded wrongly before is read as it was meant.
    """

    encoding: str | None = None
    extent: Extent = Extent.ARTICLE
    is_repaired: bool = False


USUAL = Choices()
"""What is chosen where nobody chooses."""
