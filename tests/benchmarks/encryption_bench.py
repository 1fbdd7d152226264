"""Encrypted projects beside plain ones: opening with a passphrase, and a durable commit."""

import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median

from annotator import edits
from annotator.model import Claim, new_id
from annotator.store import Store, cipher
from tests.benchmarks.timing import by_turns, verdict
from tests.factories import keep_text

_PASSPHRASE = "four words nobody guesses"  # noqa: S105 - of a benchmark
_TEXT = "Headline\n\n" + "The union said the mill dumped waste in the river. " * 1_000


def marking(store: Store, article: str) -> Callable[[int], object]:
    """Return what adds one claim."""
    return lambda _: store.apply(edits.add("Mark", Claim(new_id(), article, 10, 19, _TEXT[10:19])))


def main() -> None:
    """Print every figure."""
    with tempfile.TemporaryDirectory() as folder:
        plain, encrypted = Path(folder) / "plain.onrecord", Path(folder) / "encrypted.onrecord"
        Store.create(plain)
        Store.create(encrypted, _PASSPHRASE)
        with Store.open(plain) as one, Store.open(encrypted) as other:
            works = [marking(store, keep_text(store, _TEXT).id) for store in (one, other)]
            bare, ours = map(median, by_turns(works, 200))
        for path in (plain, encrypted):
            Store.open(path).close()  # the backup that is due is not what is timed
        print(f"one durable commit: plain {bare:.2f} ms, encrypted {ours:.2f} ms")
        verdict("encrypted to plain", ours / bare, 2, "x")

        def opened(_: int) -> None:
            cipher.forget_all()
            cipher.unlock(encrypted, _PASSPHRASE)
            Store.open(encrypted).close()

        times = by_turns([lambda _: Store.open(plain).close(), opened], 15)
        bare, ours = map(min, times)  # on a busy machine the key takes its time
        print(f"opening: plain {bare:.0f} ms, encrypted with its passphrase {ours:.0f} ms")
        verdict("more with a passphrase", (ours - bare) / 1e3, 0.5, "s")


if __name__ == "__main__":
    main()
