"""Past prompts, for the examples under the form."""

import json
from pathlib import Path

FILE = Path(__file__).with_name("history.json")


def load(limit=5):
    if not FILE.exists():
        return []
    with FILE.open(encoding="utf-8") as handle:
        return json.load(handle)[-limit:]
