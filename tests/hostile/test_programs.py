"""Any program is scanned to its end, and every load in it is found."""

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings

from reach import stages
from reach.config import Options
from tests.hostile.programs import PROGRAMS, loads

STARRED = "names that a function imports by * are not known"


@settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
@given(PROGRAMS)
def test_every_load_is_found(text: str) -> None:
    with TemporaryDirectory(prefix="reach-programs-") as folder:
        (Path(folder) / "main.py").write_text(text)
        report = stages.scan_tree(Path(folder), [], Options(jobs=1))
    found = {f.location.line for f in report.findings if f.sink == "torch.load"}
    assert found == loads(text), text
    assert {reason for _, _, reason in report.skipped} <= {STARRED}


def test_names_that_a_function_imports(tmp_path: Path) -> None:
    """Python 2 took it, and one star broke every name of the file."""
    (tmp_path / "a.py").write_text(
        "import torch\ndef f(name):\n    x = name\n    from os import *\n    torch.load(path)\n"
        "f('a.pt')\n"
    )
    report = stages.scan_tree(tmp_path, [], Options(jobs=1))
    assert [f.location.line for f in report.findings if f.sink == "torch.load"] == [5]
    assert report.skipped == (("a.py", 4, STARRED),)
