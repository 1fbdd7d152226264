"""How well the article of saved pages is found, beside trafilatura alone.

The pages belong to others and are no part of the project: a folder of them is named on the
command line, `NAME.html` with `NAME.json` beside it: `{"text": ..., "title": ..., "author": ...,
"outlet": ..., "date": ...}`, of which all but the text may be missing.
"""

import json
import re
import sys
from collections import Counter
from pathlib import Path
from statistics import mean
from typing import TYPE_CHECKING

from trafilatura import bare_extraction

from annotator.errors import AnnotatorError
from annotator.importers import Choices, Extent, Imported, read_all, source_file
from annotator.vocabulary import BlockKind

if TYPE_CHECKING:
    from collections.abc import Callable

SIZE = 4
FIELDS = ("title", "author", "outlet", "date")
Shingles = Counter[tuple[str, ...]]
Found = tuple[str, dict[str, str | None]]


def main(directory: str | None = None) -> None:
    """Print the mean F1 of four-word shingles, and how many fields were right."""
    if directory is None:
        print("no folder of pages was named: python -m tests.benchmarks pages DIRECTORY")
        return
    pages = sorted(path for path in Path(directory).glob("*.html") if _told(path).exists())
    if not pages:
        print(f"no page with its .json in {directory}")
        return
    readers: dict[str, Callable[[Path], Found]] = {
        "On Record": lambda path: _ours(path, Extent.ARTICLE),
        "On Record, less": lambda path: _ours(path, Extent.LESS),
        "On Record, more": lambda path: _ours(path, Extent.MORE),
        "trafilatura": _theirs,
    }
    scores: dict[str, list[float]] = {name: [] for name in readers}
    right: dict[str, Counter[str]] = {name: Counter() for name in readers}
    asked: Counter[str] = Counter()
    for path in pages:
        told = json.loads(_told(path).read_text(encoding="utf-8"))
        asked.update(name for name in FIELDS if told.get(name))
        for name, reader in readers.items():
            text, fields = reader(path)
            scores[name].append(f1(text, told["text"]))
            right[name].update(
                field for field in FIELDS if told.get(field) and _same(fields[field], told[field])
            )
        print("  ".join(f"{scores[name][-1]:.3f}" for name in readers), path.stem)
    print(f"{len(pages)} pages; mean F1 of {SIZE}-word shingles; fields right of those known")
    for name in readers:
        fields_right = "  ".join(f"{f} {right[name][f]}/{asked[f]}" for f in FIELDS if asked[f])
        print(f"{name:16} {mean(scores[name]):.4f}  {fields_right}")
    sys.stdout.flush()


def f1(found: str, known: str) -> float:
    """Return the harmonic mean of precision and recall of shingles."""
    ours, theirs = shingles(found), shingles(known)
    if not ours or not theirs:
        return float(ours == theirs)
    return 2 * (ours & theirs).total() / (ours.total() + theirs.total())


def shingles(text: str) -> Shingles:
    """Return the runs of four words of a text, in small letters."""
    words = re.findall(r"\w+", text.casefold())
    return Counter(zip(*(words[at:] for at in range(SIZE)), strict=False))


def _told(path: Path) -> Path:
    return path.with_suffix(".json")


def _ours(path: Path, extent: Extent) -> Found:
    try:
        article: Imported = read_all(source_file.from_path(path, Choices(extent=extent)))[0]
    except AnnotatorError:
        return "", dict.fromkeys(FIELDS)
    left_out = {BlockKind.HEADLINE, BlockKind.FURNITURE}
    body = [block.span.of(article.text) for block in article.blocks if block.kind not in left_out]
    return "\n\n".join(body), {
        "title": article.title,
        "author": article.byline,
        "outlet": article.outlet,
        "date": article.published,
    }


def _theirs(path: Path) -> Found:
    found = bare_extraction(path.read_bytes(), include_comments=False, with_metadata=True)
    if found is None or isinstance(found, dict):
        return "", dict.fromkeys(FIELDS)
    title = found.title or ""
    lines = (found.text or "").splitlines()
    body = [line for line in lines if line.strip() != title]
    return "\n".join(body), {
        "title": found.title,
        "author": found.author,
        "outlet": found.sitename,
        "date": found.date,
    }


def _same(found: str | None, known: str) -> bool:
    left, right = (re.findall(r"\w+", (words or "").casefold()) for words in (found, known))
    if re.match(r"\d{4}-\d\d-\d\d", known):
        return (found or "")[:10] == known[:10]
    return left == right
