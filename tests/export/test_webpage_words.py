"""What is read in a finished page for the last look: what Python's own parser reads there."""

from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given

from annotator.errors import ExportError
from annotator.export import webpage
from annotator.export.formats import FORMATS, build
from annotator.export.webpage_words import words
from annotator.model import Source
from annotator.report import Report
from annotator.vocabulary import FileFormat, SourceKind
from tests.export.generated import reports
from tests.export.marked import claim, filled_story, marked, report, wire_story


class Parser(HTMLParser):
    """Reads all text and all values of any page."""

    def __init__(self) -> None:
        super().__init__()
        self.text: list[str] = []
        self.own: list[str] = []
        self.values: list[str] = []
        self._is_mark = [False]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.values += [value for _, value in attrs if value]
        if tag not in {"meta", "br"}:
            self._is_mark.append(self._is_mark[-1] or "data-mark" in dict(attrs))

    def handle_startendtag(self, _tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.values += [value for _, value in attrs if value]

    def handle_endtag(self, _tag: str) -> None:
        self._is_mark.pop()

    def handle_data(self, data: str) -> None:
        self.text.append(data)
        if not self._is_mark[-1]:
            self.own.append(data)


def reads_all(found: Report) -> None:
    page = webpage.write(found)
    parser = Parser()
    parser.feed(page.decode())
    parser.close()

    every, own, values = words(page)

    def bare(text: str) -> str:
        return "".join(text.split())

    assert bare(every) == bare("".join(parser.text))
    assert bare(own) == bare("".join(parser.own))
    assert values == "\n".join(parser.values)


@given(reports())
def test_nothing_is_missed_that_another_parser_reads(found: Report) -> None:
    reads_all(found)


def test_nothing_is_missed_on_real_stories() -> None:
    reads_all(report(wire_story()))
    reads_all(filled_story())


def test_a_value_that_speaks_of_marks_hides_no_words() -> None:
    text = "Head\n\nJane data-mark Roe said so."
    source = Source("s", 'a "clerk" data-mark', SourceKind.ANONYMOUS)
    found = report(marked(text, [claim(text, 6, 10, source_id="s")], (source,)))

    reads_all(found)
    with pytest.raises(ExportError):
        build(
            replace(found, confidential=frozenset({"Jane data-mark Roe"})),
            FORMATS[FileFormat.HTML],
        )
