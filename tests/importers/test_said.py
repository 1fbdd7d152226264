"""What files say of themselves becomes names, dates and addresses, or nothing."""

import pytest

from annotator.importers import read_bytes
from annotator.importers.said import as_address, as_line, as_moment, as_names


def test_a_query_keeps_what_looks_like_an_entity() -> None:
    page = (
        '<html><head><title>Mill</title><link rel="canonical" '
        'href="https://example.org/?a=1&amp;copy=2"></head>'
        "<body><article><h1>Mill denies it</h1><p>The mill denied it on Monday, at last.</p>"
        "</article></body></html>"
    )
    assert read_bytes(page.encode(), "a.html").url == "https://example.org/?a=1&copy=2"
    long = f"https://example.org/{'a' * 400}"
    assert as_address(f" {long}\n") == long
    assert as_address("https://example.org/?a=1&amp;b=2") == "https://example.org/?a=1&b=2"


@pytest.mark.parametrize(
    "address", ["ftp://a", "/a", "javascript:a", "https://a b", "https://", 5, "https://a/" * 300]
)
def test_no_other_address_is_one(address: object) -> None:
    assert as_address(address) is None


def test_hard_spaces_in_a_title_stay_and_line_ends_go() -> None:
    assert as_line(" The\u00a0mill\n denies \tit ") == "The\u00a0mill denies it"
    assert as_line("\u200b \n") is None
    assert as_names(["Ann Lee", "", None, "Ann Lee", "Bo Ek"]) == "Ann Lee, Bo Ek"


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("2024-05-01", "2024-05-01"),
        ("Wed, 01 May 2024 09:00:00 +0000", "2024-05-01T09:00:00+00:00"),
        ("0001-01-01", None),
        ("yesterday", None),
        (None, None),
    ],
)
def test_a_moment_is_told_as_iso_8601_or_not_at_all(said: object, kept: str | None) -> None:
    assert as_moment(said) == kept
