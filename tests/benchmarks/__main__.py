"""Run every benchmark beside this file; each prints its own ratios and asserts nothing."""

import importlib
import sys
from pathlib import Path


def main(*names: str) -> int:
    """Run `*_bench.py`, or those of them that are named, one after another.

    A folder among the names is that of the saved pages.
    """
    here = Path(__file__).parent
    folders = [name for name in names if Path(name).is_dir()]
    names = tuple(name for name in names if name not in folders)
    for module in sorted(here.glob("*_bench.py")):
        topic = module.stem.removesuffix("_bench")
        if names and topic not in names:
            continue
        sys.stdout.write(f"\n== {topic.replace('_', ' ')} ==\n")
        sys.stdout.flush()
        bench = importlib.import_module(f"tests.benchmarks.{module.stem}").main
        bench(*(folders if topic == "pages" else ()))
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
