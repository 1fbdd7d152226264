"""Every sample is read as it should be; damaged in any way it is read or refused, never a bug."""

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.errors import UnreadableError
from annotator.importers import read_all, source_file
from annotator.importers.imported import Found
from annotator.sandbox import wire
from tests.examples import examples
from tests.importers.samples import BETWEEN, SAMPLES, check, damaged, expected_beside

each_sample = pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)


@pytest.mark.parametrize(
    "sample",
    [path for path in SAMPLES if expected_beside(path).exists()],
    ids=lambda path: path.name,
)
def test_a_sample_is_read_word_for_word(sample: Path) -> None:
    articles = read_all(source_file.from_path(sample))
    expected = expected_beside(sample).read_text(encoding="utf-8")

    assert BETWEEN.join(article.text for article in articles) + "\n" == expected
    for article in articles:
        check(article)


@pytest.mark.slow
@each_sample
@examples(50)
@given(data=st.data())
def test_a_damaged_sample_is_read_or_refused(sample: Path, data: st.DataObject) -> None:
    read_or_refused(data.draw(damaged(sample.read_bytes())), sample.name)


@pytest.mark.torture
@each_sample
@examples(200)
@given(data=st.data())
def test_a_sample_damaged_over_and_over_is_read_or_refused(
    sample: Path, data: st.DataObject
) -> None:
    read_or_refused(data.draw(damaged(sample.read_bytes())), sample.name)


def read_or_refused(data: bytes, name: str) -> None:
    with suppress(UnreadableError):
        articles = read_all(source_file.from_bytes(data, name))
        for article in articles:
            check(article)
        found = [Found(article, 1) for article in articles]
        header, body = wire.answer(found, data)
        assert list(wire.articles_of((header, b"".join(body)), data)) == found
