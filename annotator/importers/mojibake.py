"""Text that was decoded wrongly before it came here ("Trumpâ€™s"): told, and mended if asked."""

import re
from collections.abc import Callable
from dataclasses import replace
from difflib import SequenceMatcher

from annotator.files import printable
from annotator.importers.blocks import byline_of, title_of
from annotator.importers.imported import Damage, Imported
from annotator.text import canonical, is_line

_SUSPECT = re.compile(
    "[\u00c2-\u00f4\u0420\u0421\u0413\u0432][\u0080-\u00bf\u0152-\u0192\u02c6\u02dc\u0402-\u045f"
    "\u2013-\u203a\u20ac\u2116\u2122]"
)
"""The first byte of a character in UTF-8 and one of those that follow, read as windows-125x."""

_NO_LINE_END = re.compile("(?<=[\u00c2-\u00f4])…|(?<=[\u00e0-\u00f4][\u0080-\u00bf])…")
"""What the decoder makes of half a character that would be a line end (U+0085)."""

_LATIN_1 = re.compile("[\u0080-\u009f]")
_AROUND = 30


def told(imported: Imported) -> Imported:
    """Return an article with what is damaged in it said, and nothing changed."""
    places, example = 0, None
    for block in imported.blocks:
        words = imported.text[block.start : block.end]
        better = mended(words)
        if better != words:
            places += len(_SUSPECT.findall(words)) or 1
            example = example or _example(words, better)
    if example is None:
        return imported
    return replace(imported, damage=Damage(places, *example))


def repaired(imported: Imported) -> Imported:
    """Return an article in which what was decoded wrongly is read as it was meant.

    Quotation marks come out as they were typed; nothing else is touched.
    """
    parts: list[str] = []
    blocks = []
    place = size = 0
    for block in imported.blocks:
        between = imported.text[place : block.start]
        words = canonical(f"x{mended(imported.text[block.start : block.end])}")[1:]
        start = size + len(between)
        size = start + len(words)
        parts += (between, words)
        blocks.append(replace(block, start=start, end=size))
        place = block.end
    parts.append(imported.text[place:])
    text = "".join(parts)
    # A line of metadata has lost its controls, so that it may be past repair.
    title = byline = None
    if imported.title == title_of(imported.text, imported.blocks):
        title = title_of(text, blocks)
    if imported.byline == byline_of(imported.text, imported.blocks):
        byline = byline_of(text, blocks)
    return replace(
        imported,
        text=text,
        blocks=tuple(blocks),
        remarks=(),
        title=title or mended(imported.title),
        byline=byline or mended(imported.byline or "") or None,
        outlet=mended(imported.outlet or "") or None,
    )


def mended(words: str) -> str:
    """Return words as they were meant, the same ones where nothing is wrong."""
    if not _SUSPECT.search(words):
        return words
    fix = _fixer()
    return "\n".join(_line_mended(line, fix) for line in words.split("\n"))


def _line_mended(line: str, fix: Callable[[str], str]) -> str:
    """Mend a line; of what was read as Latin-1 the half characters have to be so as well."""
    if not _LATIN_1.search(line):
        return fix(line)
    return fix(_NO_LINE_END.sub("\x85", line)).replace("\x85", "…")


def _fixer() -> Callable[[str], str]:
    # Only few texts need it, and it takes its time to load.
    from ftfy import fix_encoding

    return fix_encoding


def _example(words: str, better: str) -> tuple[str, str]:
    """Return the first place that differs, with a few words around it."""
    matcher = SequenceMatcher(None, words[:2_000], better[:2_000], autojunk=False)
    ops = [op for op in matcher.get_opcodes() if op[0] != "equal"]
    if not ops:
        return _cut(words, 0, 0), _cut(better, 0, 0)
    _, a, b, c, d = ops[0]
    return _cut(words, a, b), _cut(better, c, d)


def _cut(words: str, start: int, end: int) -> str:
    before = words.rfind(" ", 0, max(0, start - _AROUND // 2)) + 1
    after = words.find(" ", min(len(words), end + _AROUND // 2))
    cut = " ".join(words[before : after if after >= 0 else None].split())[: 4 * _AROUND]
    return line if is_line(line := printable(cut)) else "…"
