"""What the pickles in a file import, as an optional scanner finds without loading them."""

import importlib.util
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from reach.later import later

if TYPE_CHECKING:
    import subprocess
else:
    subprocess = later("subprocess")

TIMEOUT = 60.0
"""Seconds that one file may take."""

MAX_BYTES = 4_000_000_000
"""A larger file is not scanned."""

MAX_IMPORTS = 50
"""Imports of one file that are told."""

DANGEROUS, SUSPICIOUS = "dangerous", "suspicious"


def available() -> bool:
    """Whether the scanner is installed."""
    return importlib.util.find_spec("picklescan") is not None


def imports_of(path: Path, size: int) -> tuple[tuple[str, str], ...]:
    """Facts about the pickles of a file: what they import, by how dangerous that is."""
    if not available():
        return (("scan", "not done: picklescan is not installed"),)
    if size > MAX_BYTES:
        return (("scan", "not done: too large"),)
    command = [sys.executable, "-I", "-m", "reach.discover.weights.scanner", str(path)]
    try:
        done = subprocess.run(command, capture_output=True, timeout=TIMEOUT, check=False)
        found = json.loads(done.stdout) if done.returncode == 0 else None
    except subprocess.TimeoutExpired:
        return (("scan", "not finished: took too long"),)
    except (OSError, ValueError):
        found = None
    if found is None:
        return (("scan", "not finished: the scanner failed"),)
    told: dict[str, list[str]] = {}
    for module, name, safety in found["imports"][:MAX_IMPORTS]:
        told.setdefault(safety, []).append(f"{module}.{name}")
    facts = [(f"{safety} imports", ", ".join(told[safety])) for safety in sorted(told)]
    if found["error"]:
        facts.append(("scan", "incomplete: the file is damaged"))
    return tuple(facts) or (("imports", "none"),)
