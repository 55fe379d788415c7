"""Settings in layers: what a file says, and what another one may say instead, key by key."""

from pathlib import Path

from reach.config import Options
from reach.scan import scan

COMMIT = "0123456789abcdef0123456789abcdef01234567"
DEFAULTS = f"""
encoder:
  name: acme/shelf-encoder
  revision: {COMMIT}
ranker:
  name: acme/shelf-ranker
"""
SETTINGS = """
import os
from pathlib import Path
import yaml
HERE = Path(__file__).parent
def laid_over(below, above):
    both = dict(below)
    for key, value in above.items():
        if isinstance(value, dict) and isinstance(both.get(key), dict):
            both[key] = laid_over(both[key], value)
        else:
            both[key] = value
    return both
def read():
    found = yaml.safe_load((HERE / "defaults.yaml").read_text())
    own = os.environ.get("SHELF_SETTINGS")
    if own and Path(own).exists():
        found = laid_over(found, yaml.safe_load(Path(own).read_text()))
    return found
SETTINGS = read()
"""
MODELS = """
from functools import lru_cache
from sentence_transformers import CrossEncoder, SentenceTransformer
from settings import SETTINGS
@lru_cache
def encoder():
    part = SETTINGS["encoder"]
    return SentenceTransformer(part["name"], revision=part.get("revision"))
@lru_cache
def ranker():
    part = SETTINGS["ranker"]
    return CrossEncoder(part["name"], revision=part.get("revision"))
encoder()
ranker()
"""


def test_layers_are_merged_key_by_key(tmp_path: Path) -> None:
    for name, text in (
        ("defaults.yaml", DEFAULTS),
        ("settings.py", SETTINGS),
        ("models.py", MODELS),
    ):
        (tmp_path / name).write_text(text)
    found = {
        finding.location.line: {(a.id, a.revision) for a in finding.artifacts}
        for finding in scan([tmp_path], Options(jobs=1)).findings
        if finding.rule == "unpinned-hub-download"
    }
    assert found == {
        8: {("acme/shelf-encoder", COMMIT)},
        12: {("acme/shelf-ranker", None)},
    }
