"""The last look at an export: what it costs beside writing, in each format.

The article is set as newspapers are: with quotation marks, dashes and accents, which a search has
to see through.
"""

import os
from collections.abc import Callable
from dataclasses import replace
from time import process_time

from annotator.export import word
from annotator.export.confidential import read_package
from annotator.export.formats import FORMATS, Format
from annotator.export.guard import Finished, refuse_confidential
from annotator.export.package import zipped
from annotator.report import Report
from annotator.vocabulary import FileFormat, TableName
from tests.benchmarks.report_bench import article
from tests.benchmarks.timing import verdict
from tests.export.marked import report
from ui.paper import printed

CLAIMS = 5000
TIMES = 7
WORDS = "the contractor had “billed twice”"
SENTENCE = f'Zoë Müller said “no”: {WORDS} for "work" – 50% never done, A&B’s café said.'
NAMES = [f"Jane {number} Roe" for number in range(4)]


def main() -> None:
    """Print the share for each format."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    found = replace(report(article(CLAIMS, SENTENCE, WORDS)), confidential=frozenset(NAMES))
    tell(FileFormat.WORD, found, as_word, 0.1)
    for kind, form in FORMATS.items():
        tell(kind, found, as_file(form), 0.1)
    # A page is taken apart by PDFium before anything can be read on it.
    tell(FileFormat.PDF, found, as_file(printed()), 0.4)


def tell(
    kind: FileFormat, found: Report, written: Callable[[Report], Finished], goal: float
) -> None:
    """Print how long it takes to search what was written, as a share of writing it."""
    writing, searching = [], []
    for _ in range(TIMES):
        begun = process_time()
        finished = written(found)
        done = process_time()
        refuse_confidential(finished, found)
        writing.append(done - begun)
        searching.append(process_time() - done)
    print(f"{kind}: written in {min(writing) * 1e3:.0f} ms")
    verdict(f"searched for {len(NAMES)} names", min(searching) / min(writing), goal, "of that")


def as_word(found: Report) -> Finished:
    """Write the Word report, and return what can be read in it."""
    package = word.compose(found)
    files = package.sealed()
    zipped(files)
    return read_package(files, package.pictured)


def as_file(form: Format) -> Callable[[Report], Finished]:
    """Return what writes a file, and returns what can be read in it."""
    return lambda found: form.read(found, form.write(found, TableName.CLAIMS))


if __name__ == "__main__":
    main()
