"""Inspects the pickles in one file with picklescan, in a process of its own.

Run as `python -I -m reach.discover.weights.scanner FILE`: writes what the pickles import as JSON.
The process limits its own memory and time before it reads anything, because the file is hostile.
"""

import json
import sys

MEMORY = 1_500_000_000
SECONDS = 30


def main() -> int:
    """Scan the file that is named; the exit status."""
    _limit()
    import logging

    from picklescan.scanner import scan_file_path  # an extra

    logging.disable(logging.CRITICAL)
    found = scan_file_path(sys.argv[1])
    imports = sorted({(g.module, g.name, g.safety.value) for g in found.globals})
    json.dump({"imports": imports, "error": bool(found.scan_err)}, sys.stdout)
    return 0


def _limit() -> None:
    try:
        import resource
    except ImportError:  # no such limits on this system; the parent's time limit remains
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


if __name__ == "__main__":
    sys.exit(main())
