"""Fuzz one target guided by coverage: `python -m fuzz.guided TARGET --seconds 60`.

Needs atheris (extra `fuzz`), which has packages for Linux and some versions of Python only. Inputs
that reach new code are kept in the corpus and changed further.
"""

import argparse
import sys
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["reach"]):
    from fuzz.targets import TARGETS
    from fuzz.worker import Worker


def main() -> None:
    """Run until the time is over; libFuzzer ends the process."""
    parser = argparse.ArgumentParser(prog="python -m fuzz.guided", description=__doc__)
    parser.add_argument("target", choices=[target.name for target in TARGETS])
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--state", type=Path, default=Path("build/fuzz/guided"))
    options = parser.parse_args()
    target = next(each for each in TARGETS if each.name == options.target)
    worker = Worker(options.state / target.name)
    corpus = worker.state / "corpus"
    corpus.mkdir(exist_ok=True)
    for number, seed in enumerate(target.seeds()):
        (corpus / f"seed{number}").write_bytes(seed)
    worker.limit()

    def one(data: bytes) -> None:
        worker.run(target, data)
        if worker.counts[target.name] % 500 == 0:
            worker.write_counts()

    limits = [f"-max_total_time={options.seconds}", f"-seed={options.seed}", "-timeout=60"]
    sizes = ["-max_len=20000", "-rss_limit_mb=4096", f"-artifact_prefix={worker.state}/"]
    atheris.Setup([sys.argv[0], *limits, *sizes, str(corpus)], one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
