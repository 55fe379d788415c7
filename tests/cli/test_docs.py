"""The generated pages are those that the code would generate."""

import json
import re
import subprocess
import sys
from pathlib import Path

from reach import config

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


def test_the_schema_of_the_configuration_is_what_is_read() -> None:
    schema = json.loads((TOP / "docs" / "schema" / "config.schema.json").read_text("utf-8"))
    assert sorted(schema["properties"]) == sorted(config._KEYS)
    for name, about in schema["properties"].items():
        for value in (*about["examples"], *about.get("enum", ())):
            config.parse({name: value}, Path("reach.toml"))
        field = name.replace("-", "_")
        default = getattr(config.Options(), field)
        assert about.get("default") == (list(default) if isinstance(default, tuple) else default)


def test_links_between_pages_lead_somewhere() -> None:
    pages = [TOP / "README.md", TOP / "CONTRIBUTING.md", *(TOP / "docs").rglob("*.md")]
    for page in filter(Path.is_file, pages):
        text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
        for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)|src(?:set)?=\"([^\"]+)\"", text):
            path = "".join(target)
            if "://" not in path:
                assert (page.parent / path).exists(), f"{page}: {path}"
