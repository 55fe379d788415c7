"""Read a report of an earlier run back: what it said of findings and of what is loaded."""

import json
from pathlib import Path
from typing import Any

from reach.errors import UsageError
from reach.output.reading import report, sarif
from reach.output.reading.node import Node
from reach.records.finding import Report

__all__ = ["read"]

MAX_BYTES = 500_000_000


def read(file: Path, prefix: str = "") -> Report:
    """The report in a JSON or SARIF file. `prefix` is the way from the top of the repository, where
    paths of SARIF begin, to the scanned root."""
    node = Node(file, "", _document(file))
    if node.has("runs"):
        return sarif.read(node, prefix)
    return report.read(node)


def _document(file: Path) -> Any:
    try:
        if file.stat().st_size > MAX_BYTES:
            raise UsageError(f"{file}: larger than {MAX_BYTES} bytes")
        return json.loads(file.read_bytes())
    except OSError as error:
        raise UsageError(f"{file}: {error.strerror}") from error
    except (ValueError, RecursionError) as error:
        reason = str(error) or "nested too deeply"
        raise UsageError(f"{file}: not a report: {reason}") from error
