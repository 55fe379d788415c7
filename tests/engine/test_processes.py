"""What deployment files put on the command line and into the environment of Python programs."""

from pathlib import Path

from reach.records.finding import Finding, Witness
from reach.scan import scan
from tests.discover.conftest import write

LOAD = "from transformers import AutoModel\n"


def findings(folder: Path, files: dict[str, str]) -> list[Finding]:
    write(folder, files)
    report = scan([folder])
    assert report.skipped == ()
    return [f for f in report.findings if f.rule == "unpinned-hub-download"]


def loaded(item: Finding | Witness) -> list[tuple[str, str, str, int]]:
    return [
        (a.id, a.origin.kind, a.origin.location.path, a.origin.location.line)
        for a in item.artifacts
        if a.origin is not None
    ]


def test_an_option_of_the_command(tmp_path: Path) -> None:
    files = {
        "serve.py": """
            import argparse
            from transformers import AutoModel
            parser = argparse.ArgumentParser()
            parser.add_argument("--model-name", required=True)
            args = parser.parse_args()
            AutoModel.from_pretrained(args.model_name)
            """,
        "Dockerfile": "FROM a\nCOPY serve.py .\nCMD python serve.py \\\n --model-name=org/x\n",
    }
    (finding,) = findings(tmp_path, files)
    assert loaded(finding.witnesses[0]) == [("org/x", "command line", "Dockerfile", 4)]
    assert not finding.unknown


def test_a_position_of_the_argument_vector(tmp_path: Path) -> None:
    files = {
        "get.py": LOAD + "import sys\nAutoModel.from_pretrained(sys.argv[1])\n",
        "Dockerfile": "FROM a\nARG MODEL=org/x\nCOPY get.py .\nRUN python get.py $MODEL\n",
    }
    (finding,) = findings(tmp_path, files)
    assert finding.grade == "deployed"
    assert loaded(finding.witnesses[0]) == [("org/x", "command line", "Dockerfile", 4)]


def test_options_of_another_program_are_not_taken(tmp_path: Path) -> None:
    files = {
        "serve.py": """
            import click
            from transformers import AutoModel
            @click.command()
            @click.option("--model", required=True)
            def main(model):
                AutoModel.from_pretrained(model)
            if __name__ == "__main__":
                main()
            """,
        "other.py": "print(1)\n",
        "Makefile": "a:\n\tpython other.py --model org/other\n\tpython serve.py --model org/x\n",
    }
    (finding,) = findings(tmp_path, files)
    assert loaded(finding) == [("org/x", "command line", "Makefile", 3)]


def test_a_witness_has_the_values_of_its_own_process(tmp_path: Path) -> None:
    files = {
        "app.py": LOAD + 'import os\nAutoModel.from_pretrained(os.environ["MODEL"])\n',
        "Dockerfile": "FROM a\nCOPY app.py .\nCMD python app.py\n",
        "compose.yaml": """
            services:
              small:
                build: .
                environment: {MODEL: org/small}
              large:
                build: .
                environment:
                  MODEL: org/large
            """,
    }
    (finding,) = findings(tmp_path, files)
    small = ("org/small", "compose environment", "compose.yaml", 4)
    large = ("org/large", "compose environment", "compose.yaml", 8)
    assert set(loaded(finding)) == {small, large}
    compose = [w for w in finding.witnesses if w.entry.kind == "compose-service"]
    assert [loaded(w) for w in compose] == [[small], [large]]
