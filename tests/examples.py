"""How many examples a test is tried on: all in `make test`, a part of them in `make check`."""

from hypothesis import settings

USUAL, QUICK = 50, 10
"""Examples of a test that asks for no number, in `make test` and in `make check`."""


def examples(count: int) -> settings:
    """Return settings for `count` examples, of which a quick run takes its part."""
    part = min(settings().max_examples, USUAL)
    return settings(max_examples=max(1, count * part // USUAL))
