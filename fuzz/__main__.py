"""Fuzz for a time, or up to a number: `python -m fuzz --seconds 60`, `--inputs 200000`.

What fails stands in `build/fuzz`, with how much was done: the next run goes on from there.
"""

import argparse
import sys
from math import inf
from pathlib import Path

from fuzz.rounds import Extent, run
from fuzz.targets import TARGETS
from fuzz.worker import Worker


def main() -> int:
    """Run inputs; 1 if any has failed."""
    parser = argparse.ArgumentParser(prog="python -m fuzz", description=__doc__)
    parser.add_argument("--seconds", type=float, help="how long (default: 60, without --inputs)")
    parser.add_argument("--inputs", type=int, help="how many, with those of earlier runs")
    parser.add_argument("--seed", default="1", help="another seed gives other inputs")
    parser.add_argument("--state", type=Path, default=Path("build/fuzz"), help="what failed")
    parser.add_argument("--target", action="append", choices=[t.name for t in TARGETS])
    given = parser.parse_args()
    seconds = given.seconds or (inf if given.inputs else 60)
    extent = Extent(seconds, given.inputs or inf, given.seed, given.target or ())
    failed = run(given.state, extent)
    for path in failed:
        print(f"{path}: {path.read_text('utf-8').splitlines()[-1][:200]}")
    counts = Worker(given.state).counts
    print(f"{counts.total()} inputs: " + ", ".join(f"{k} {n}" for k, n in sorted(counts.items())))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
