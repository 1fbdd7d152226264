"""A batch of 500 mixed files through the child, beside the libraries alone in this process."""

import io
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import feedparser
import mammoth
import pypdfium2
import trafilatura
from lxml import etree
from markdown_it import MarkdownIt

from annotator.errors import UnreadableError
from annotator.importers import SourceFile, source_file
from annotator.sandbox import Sandbox

SAMPLES = Path(__file__).parents[1] / "data" / "formats"
FILES = 500


def main() -> None:
    """Print how long each takes, as a ratio."""
    files = _files()
    alone = _timed(lambda: _libraries(files))
    one = _timed(lambda: _children(files, 1))
    two = _timed(lambda: _children(files, 2))
    print(f"{len(files)} mixed files, the libraries alone: {alone:.2f} s")
    for count, spent in ((1, one), (2, two)):
        told = "child" if count == 1 else "children"
        print(f"through {count} {told}: {spent:.2f} s, {alone / spent:.2f} of their speed")


def _files() -> list[SourceFile]:
    paths = [path for path in sorted(SAMPLES.iterdir()) if not path.name.endswith(".txt")]
    sources = [source_file.from_path(path) for path in paths]
    return [sources[n % len(sources)] for n in range(FILES)]


def _timed(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def _children(files: Sequence[SourceFile], count: int) -> None:
    def read(portion: Sequence[SourceFile]) -> None:
        with Sandbox() as sandbox:
            for source in portion:
                try:
                    sandbox.read_all(source)
                except UnreadableError:
                    continue

    with ThreadPoolExecutor(count) as pool:
        list(pool.map(read, [files[n::count] for n in range(count)]))


def _libraries(files: Sequence[SourceFile]) -> None:
    """Have each format's library give the text and do nothing else; without one, decode."""
    readers: dict[str, Callable[[bytes], object]] = {
        ".pdf": _pdf,
        ".docx": lambda data: mammoth.convert_to_html(io.BytesIO(data)),
        ".html": _page,
        ".mhtml": _page,
        ".webarchive": _page,
        ".rss": lambda data: feedparser.parse(io.BytesIO(data)),
        ".atom": lambda data: feedparser.parse(io.BytesIO(data)),
        ".xml": _xml,
        ".md": lambda data: MarkdownIt().render(data.decode()),
    }
    for source in files:
        read = readers.get(source.suffix, _decoded)
        read(source.data)


def _decoded(data: bytes) -> None:
    data.decode("utf-8", "replace")


def _page(data: bytes) -> None:
    trafilatura.bare_extraction(data)


def _xml(data: bytes) -> None:
    etree.fromstring(data)


def _pdf(data: bytes) -> None:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        return
    for page in document:
        page.get_textpage().get_text_range()


if __name__ == "__main__":
    main()
