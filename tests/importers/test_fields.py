"""A field that a person writes makes sense, or is not kept."""

import pytest

from annotator.importers.fields import is_sound


@pytest.mark.parametrize(
    ("name", "value", "is_right"),
    [
        ("title", None, False),
        ("title", "Quay shut", True),
        ("title", "Quay\nshut", False),
        ("byline", None, True),
        ("published", "2026-03-31", True),
        ("published", "2026-03-31T10:00:00Z", True),
        ("published", "2026-03-31 10:00", True),
        ("published", "31.3.2026", False),
        ("published", "2026-02-30", False),
        ("published", "20260331", False),
        ("published", "2026-W14-2", False),
        ("url", "https://example.org/a?b=c#d", True),
        ("url", "http://[::1]/a", True),
        ("url", "example.org/a", False),
        ("url", "ftp://example.org", False),
        ("url", "javascript:alert(1)", False),
        ("url", "https://", False),
        ("url", "https://exa mple.org", False),
        ("url", "http://[broken", False),
        ("language", "pt-BR", True),
        ("language", "English, mostly", False),
    ],
)
def test_what_may_be_kept(name: str, value: str | None, is_right: bool) -> None:
    assert is_sound(name, value) is is_right
