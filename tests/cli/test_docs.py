"""The generated pages are those that the code would generate."""

import subprocess
import sys
from pathlib import Path

TOP = Path(__file__).parents[2]


def test_generated_pages_are_up_to_date() -> None:
    command = [sys.executable, str(TOP / "docs" / "build.py"), "--check"]
    environment = {"PYTHONPATH": str(TOP), "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_example_in_the_readme_is_real() -> None:
    readme = (TOP / "README.md").read_text(encoding="utf-8")
    example = readme.partition("```\n$ reach scan demo\n")[2].partition("```")[0]
    transcript = (TOP / "testdata" / "commands" / "demo.ct").read_text(encoding="utf-8")
    assert len(example.splitlines()) > 5
    assert f"$ reach scan demo\n{example}" in transcript
