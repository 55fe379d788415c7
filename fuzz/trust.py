"""All that a release is tried on: changed inputs of every kind, and scans of public code.

`make trust` runs it; it goes on from where it was ended, and begins anew on another commit.
"""

import argparse
import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

from fuzz.rounds import Extent, run
from fuzz.trees import Scan, scan, scan_wheel, wanted, wheel
from fuzz.worker import MEMORY, SECONDS, Worker

INPUTS = 200_000


def main(words: Sequence[str] | None = None) -> int:
    """Run what is missing, and write the table; 1 if anything has failed."""
    given = _options(words)
    state = given.state / _commit()
    failed = run(state / "inputs", Extent(inputs=given.inputs, seed=given.seed))
    scans = list(_scans(given, state))
    text = "\n".join(_page(state.name, Worker(state / "inputs"), failed, scans))
    (state / "trust.md").write_text(text, "utf-8")
    kept = {"commit": state.name, "inputs": Worker(state / "inputs").kept()}
    kept |= {"failed": [path.name for path in failed], "scans": [asdict(each) for each in scans]}
    (state / "trust.json").write_text(json.dumps(kept, indent=1), "utf-8")
    print(f"{text}\nwritten to {state}")
    return 1 if failed or any(each.fault for each in scans) else 0


def _options(words: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m fuzz.trust", description=__doc__)
    parser.add_argument("--inputs", type=int, default=INPUTS, help=f"how many ({INPUTS:,})")
    parser.add_argument("--seed", default="1", help="another seed gives other inputs")
    parser.add_argument("--packages", type=int, default=len(wanted()), help="how many (all)")
    parser.add_argument("--archives", type=Path, default=Path("build/trust/archives"))
    parser.add_argument(
        "--tree", action="append", default=[], metavar="NAME=PATH", help="a folder to scan too"
    )
    parser.add_argument(
        "--reach", type=Path, default=Path(sys.executable).with_name("reach"), help="what scans"
    )
    parser.add_argument("--state", type=Path, default=Path("build/trust"), help="where it stands")
    return parser.parse_args(words)


def _commit() -> str:
    """The commit at hand, and whether something is changed in it."""
    command = ["git", "describe", "--always", "--abbrev=12", "--exclude=*", "--dirty"]
    done = subprocess.run(command, capture_output=True, check=False)
    return done.stdout.decode().strip() or "unknown"


def _scans(given: argparse.Namespace, state: Path) -> Iterator[Scan]:
    """Scans of all trees; those that are done already are read."""
    kept = state / "scans.jsonl"
    lines = kept.read_text("utf-8").splitlines() if kept.is_file() else []
    known = {each.name: each for each in (Scan(**json.loads(line)) for line in lines)}
    reach = [str(given.reach.absolute())]
    folders = dict(each.split("=", 1) for each in given.tree)
    for name in (*wanted()[: given.packages], *folders):
        if name not in known:
            if name in folders:
                found: Scan | None = scan(reach, name, Path(folders[name]).absolute())
            else:
                archive = wheel(name, given.archives)
                found = scan_wheel(reach, name, archive) if archive else None
            known[name] = found or Scan(name, 0, 0, 0, 0, 0, 0, 0, "it cannot be had")
            with kept.open("a", encoding="utf-8") as lasting:
                lasting.write(json.dumps(asdict(known[name])) + "\n")
        yield known[name]


def _page(
    commit: str, worker: Worker, failed: Sequence[Path], scans: Sequence[Scan]
) -> Iterator[str]:
    yield f"# Trust, {commit}\n"
    yield f"{worker.counts.total():,} changed inputs, each with {SECONDS} s of processor time and"
    yield f"{MEMORY >> 30} GiB at most: {len(failed)} failed. The process that ran them took"
    yield f"{worker.memory:.0f} MiB at most, all of them {worker.processor:.0f} s.\n"
    yield "| kind | inputs | slowest, s |\n|---|---:|---:|"
    for name, count in sorted(worker.counts.items()):
        yield f"| {name} | {count:,} | {worker.slowest.get(name, 0):.2f} |"
    for path in failed:
        yield f"\n- {path.name}: {path.read_text('utf-8').splitlines()[-1][:200]}"
    bad = [each for each in scans if each.fault]
    yield f"\n{len(scans)} trees: {len(bad)} failed, {sum(s.lines for s in scans):,} lines,"
    yield f"{sum(each.seconds for each in scans):.0f} s of processor time.\n"
    yield "| tree | files | lines | CPU s | MiB | findings | notices | skipped | |"
    yield "|---|---:|---:|---:|---:|---:|---:|---:|---|"
    for each in sorted(scans, key=lambda each: -each.seconds):
        cells = [each.name, f"{each.files:,}", f"{each.lines:,}", each.seconds, each.memory]
        cells += [each.findings, each.notices, each.skipped, " ".join(each.fault.split())]
        yield "| " + " | ".join(str(cell) for cell in cells) + " |"


if __name__ == "__main__":
    sys.exit(main())
