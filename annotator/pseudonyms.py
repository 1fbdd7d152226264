"""How a source is called that is not named: "Source A", and what a story tells of it."""

import re

_CALLED = re.compile(r"Source ([A-Z]{1,3})(?: \((.+)\))?")


def lettered(number: int) -> str:
    """Return A to Z, then AA, AB and so on, for 0, 1, 2."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def pseudonym(number: int, descriptor: str = "") -> str:
    """Return how the source with a number is called, with what the story tells of it."""
    called = f"Source {lettered(number)}"
    return f"{called} ({descriptor})" if descriptor else called


def number_in(name: str) -> int | None:
    """Return which number a name is the pseudonym of, None where it is none."""
    found = _CALLED.fullmatch(name)
    if not found:
        return None
    number = 0
    for letter in found[1]:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def descriptor_in(name: str) -> str:
    """Return what a pseudonym tells of its source besides the letter; empty where it does not."""
    found = _CALLED.fullmatch(name)
    return (found[2] or "") if found else ""
