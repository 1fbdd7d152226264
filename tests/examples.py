"""How many examples a test is tried on: in `make test` some, in `make check` few."""

from hypothesis import settings

USUAL, TEST, QUICK = 50, 20, 10
"""Examples of a test that asks for no number: by right, in `make test` and in `make check`."""


def examples(count: int) -> settings:
    """Return settings for `count` examples, of which each kind of run takes its part."""
    part = min(settings().max_examples, USUAL)
    return settings(max_examples=max(1, count * part // USUAL))
