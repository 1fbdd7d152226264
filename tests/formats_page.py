"""docs/formats.md: what each format keeps and loses, with what is seen in the samples."""

import sys
import tomllib
from collections import Counter, defaultdict
from pathlib import Path

from annotator.errors import UnreadableError
from annotator.importers import Imported, read_all, source_file
from annotator.importers.formats import FORMATS, format_of

DATA = Path(__file__).parent / "data"
SAMPLES = DATA / "formats"

_HEAD = """# Formats

What is taken from each kind of file, and what is lost. The last column is what comes of a small
file of that kind: a test reads it, so that this page stays true.

| kind | files | kept | lost | of a small file |
|---|---|---|---|---|
"""
_FIELDS = ("byline", "outlet", "url", "published", "language")
_NAMES = {"byline": "author", "url": "address", "published": "date"}


def page() -> str:
    """Return the page as it should be."""
    told = tomllib.loads((DATA / "formats_told.toml").read_text(encoding="utf-8"))
    samples = _by_format()
    rows = []
    for kind in reversed(FORMATS):
        files = ", ".join(f"`{suffix}`" for suffix in kind.suffixes if suffix)
        seen = _seen(samples[kind.told])
        said = told[kind.told]
        rows.append(f"| {kind.told} | {files} | {said['kept']} | {said['lost']} | {seen} |\n")
    return _HEAD + "".join(rows)


def _by_format() -> defaultdict[str, list[tuple[Imported, ...]]]:
    found: defaultdict[str, list[tuple[Imported, ...]]] = defaultdict(list)
    for path in sorted(SAMPLES.iterdir()):
        if path.suffix == ".txt" and path.with_suffix("").exists():
            continue
        source = source_file.from_path(path)
        try:
            found[format_of(source).told].append(read_all(source))
        except UnreadableError:
            continue
    return found


def _seen(files: list[tuple[Imported, ...]]) -> str:
    """Return in words what was read of the first sample of a kind."""
    if not files:
        return "–"
    articles = files[0]
    blocks = Counter(str(block.kind) for one in articles for block in one.blocks)
    parts = [f"{len(articles)} articles"] if len(articles) > 1 else []
    parts += [_counted(kind, count) for kind, count in blocks.items()]
    fields = [name for name in _FIELDS if any(getattr(one, name) for one in articles)]
    if fields:
        parts.append("with " + ", ".join(_NAMES.get(name, name) for name in fields))
    remarks = sum(len(one.remarks) for one in articles)
    parts += [_counted("comment", remarks)] if remarks else []
    return "; ".join(parts)


def _counted(kind: str, count: int) -> str:
    if kind == "furniture":
        return "1 line of furniture" if count == 1 else f"{count} lines of furniture"
    return f"1 {kind}" if count == 1 else f"{count} {kind}s"


if __name__ == "__main__":
    sys.stdout.write(page())
