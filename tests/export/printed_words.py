"""Whether a printed report shows its article, every character of it and nothing in between.

What is compared is what a printer can show: characters for which no font is installed, marks that
combine with a letter, and what has no shape of its own are left out on both sides, and counted.
"""

import re
import subprocess
import unicodedata
from collections import Counter
from functools import cache
from itertools import groupby
from pathlib import Path

from lxml.etree import _Element as Element

from tests.export.word_reader import W, WordFile, style

LEGEND = "  a claim with another inside"
_FOOTER = re.compile(r"\n?[^\n]*Page \d+ of \d+\s*$")
_ADDED = set("0123456789-")
"""What is no text of the article: the numbers of paragraphs, and a soft hyphen that is shown."""
_BREAKS = re.compile("[\\s\u200b-\u200f\u202a-\u202e\u2060-\u2069]")
_GLUED = re.compile("[\u202a-\u202e\u2066-\u2069]")
_PAIRS = str.maketrans("([{<«‹", ")]}>»›")
_TURNED = {"R", "AL", "AN", "RLE", "RLO", "RLI"}
_SHAPELESS = {"Cc", "Cf", "Zs", "Zl", "Zp", "Mn", "Mc", "Me"}


class Printed:
    """The words of a PDF, and which characters of a report cannot be looked for in it."""

    def __init__(self, pdf: Path) -> None:
        read = subprocess.run(["pdftotext", "-raw", pdf, "-"], check=True, capture_output=True)
        pages = [_FOOTER.sub("", page) for page in read.stdout.decode().split("\f")]
        self._words = shown("".join(pages))
        self.compared = 0
        self.left_out: Counter[str] = Counter()

    def holds_articles_of(self, file: WordFile) -> int:
        """Check every article of a report, and return how many there are.

        Paragraphs from left to right are looked for word for word, in order.

        Programs differ in which order they tell a line with words from right to left; there it
        is the same words and the same characters, no fewer and no more.
        """
        end = 0
        articles = _articles(file)
        for paragraphs, heading in articles:
            start = self._words.index(shown(LEGEND), end) + len(shown(LEGEND))
            end = self._words.index(shown(heading), start)
            self._holds(paragraphs, self._words[start:end])
        return len(articles)

    def _holds(self, paragraphs: list[str], region: str) -> None:
        # A soft hyphen is shown where a line ends.
        hyphen = "-" if "\xad" in "".join(paragraphs) else ""
        ordered, at = _in_order(region).replace(hyphen, ""), 0
        expected: Counter[str] = Counter()
        for paragraph in paragraphs:
            self._count(paragraph)
            words = shown(paragraph)
            expected.update(words.translate(_PAIRS))
            if _is_from_right(paragraph):
                # Words with nothing but a sign of direction between them may be told as one.
                parts = () if _GLUED.search(paragraph) else _BREAKS.split(paragraph)
                for word in map(shown, parts):
                    assert _is_in(word, region), (word, region)
            else:
                latin = _in_order(words).replace(hyphen, "")
                found = ordered.find(latin, at)
                assert found >= 0, (latin, ordered[at:])
                at = found + len(latin)
        there = Counter(region.translate(_PAIRS))
        assert not expected - there, expected - there
        assert (there - expected).keys() <= _ADDED, there - expected

    def _count(self, paragraph: str) -> None:
        for character in unicodedata.normalize("NFKD", paragraph):
            if unicodedata.category(character) in _SHAPELESS:
                continue
            if ord(character) in drawable():
                self.compared += 1
            else:
                self.left_out[character] += 1


def _articles(file: WordFile) -> list[tuple[list[str], str]]:
    """Return each article's paragraphs with its marks, and the heading after it."""
    found: list[tuple[list[str], str]] = []
    is_within = False
    for paragraph in file.document.iter(f"{W}p"):
        kind = style(paragraph)
        if kind == "OnRecordArticle":
            if not is_within:
                found.append(([], ""))
            is_within = True
            found[-1][0].append(_text(paragraph))
        elif is_within and kind == "Heading2":
            found[-1] = (found[-1][0], _text(paragraph))
            is_within = False
    return found


def _text(paragraph: Element) -> str:
    return "".join(
        element.text or "" if element.tag == f"{W}t" else " "
        for element in paragraph.iter(f"{W}t", f"{W}br", f"{W}tab")
    )


def shown(text: str) -> str:
    """Return what of a text can be compared: letters, digits and signs with a shape."""
    spelled = "".join(
        # What stands in another font is told after its line, so it must not pass for Latin.
        unicodedata.normalize("NFKD", letter) if letter < "\uff00" else letter
        for letter in text
    )
    return "".join(
        letter
        for letter in spelled
        if unicodedata.category(letter) not in _SHAPELESS and ord(letter) in drawable()
    )


def _in_order(text: str) -> str:
    """Return the Latin letters, digits and signs of what `shown` returned."""
    return "".join(
        letter for letter in text if letter < "\u0250" or "\u2010" <= letter <= "\u2044"
    )


def _is_from_right(text: str) -> bool:
    return any(unicodedata.bidirectional(character) in _TURNED for character in text)


def _is_in(word: str, region: str) -> bool:
    """Return whether the letters of a word stand there, in parts where their direction changes."""
    runs = groupby(word, _turn)
    told = [(kind, "".join(run)) for kind, run in runs if kind]
    latin = _in_order(region)
    return all(
        run in latin if kind == "L" else run in region or run[::-1] in region for kind, run in told
    )


def _turn(letter: str) -> str | None:
    """Return the direction of a letter that stands in one run with the letters beside it."""
    turn = unicodedata.bidirectional(letter)
    is_kept = turn in {"R", "AL"} or (letter.isalpha() and _in_order(letter))
    return turn if is_kept else None


@cache
def drawable() -> frozenset[int]:
    """Return the characters that some installed font has a shape for."""
    told = subprocess.run(["fc-list", ":", "charset"], check=True, capture_output=True)
    found: set[int] = set()
    for line in told.stdout.decode().splitlines():
        for span in line.partition("charset=")[2].split():
            first, _, last = span.partition("-")
            found.update(range(int(first, 16), int(last or first, 16) + 1))
    return frozenset(found)
