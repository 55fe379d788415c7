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


def test_words_of_a_command_line_one_after_the_other(tmp_path: Path) -> None:
    files = {
        "each.py": LOAD + "import sys\nfor n in sys.argv[1:]:\n    AutoModel.from_pretrained(n)\n",
        "last.py": LOAD
        + "import sys\ndef main(argv):\n    _, name = argv\n    AutoModel.from_pretrained(name)\n"
        + "main(sys.argv)\n",
        "Procfile": "a: python each.py org/x org/y\nb: python last.py org/z\n",
    }
    names = [
        sorted(w[0] for x in f.witnesses for w in loaded(x)) for f in findings(tmp_path, files)
    ]
    assert names == [["org/x", "org/y"], ["org/z"]]


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


DOCKERFILE = """
FROM python
ARG MODEL_NAME
COPY get.py /src/get.py
RUN python /src/get.py $MODEL_NAME
RUN hf download $MODEL_NAME
"""


def test_a_matrix_reaches_the_build(tmp_path: Path) -> None:
    files = {
        "docker/Dockerfile": DOCKERFILE.lstrip(),
        "docker/get.py": LOAD + "import sys\nAutoModel.from_pretrained(sys.argv[1])\n",
        ".github/workflows/images.yml": """
            on: push
            jobs:
              build:
                strategy:
                  matrix:
                    include:
                      - model_name: org/a
                      - model_name: org/b
                env:
                  MODEL: ${{ matrix.model_name }}
                steps:
                  - run: |
                      docker buildx build --push -t x --build-arg MODEL_NAME=$MODEL docker
            """,
    }
    found = {f.sink: f for f in findings(tmp_path, files)}
    command = found["hf download"]
    workflow = ".github/workflows/images.yml"
    assert (command.location.path, command.location.line, command.grade) == (
        "docker/Dockerfile",
        5,
        "deployed",
    )
    assert loaded(command) == [
        ("org/a", "workflow matrix", workflow, 7),
        ("org/b", "workflow matrix", workflow, 8),
    ]
    assert not command.unknown
    python = found["transformers.AutoModel.from_pretrained"]
    assert python.grade == "deployed"
    assert {a.id for a in python.artifacts} == {"org/a", "org/b"}


def test_an_action_builds_an_image(tmp_path: Path) -> None:
    files = {
        "Dockerfile": """
            FROM python
            ARG MODEL
            ENV MODEL_ID=$MODEL
            COPY app.py .
            CMD python app.py
            """,
        "app.py": LOAD + 'import os\nAutoModel.from_pretrained(os.environ["MODEL_ID"])\n',
        ".github/workflows/x.yml": """
            jobs:
              build:
                steps:
                  - uses: docker/build-push-action@v6
                    with:
                      context: .
                      push: true
                      build-args: |
                        OTHER=1
                        MODEL=org/name
            """,
    }
    (finding,) = findings(tmp_path, files)
    assert finding.grade == "deployed"
    assert ("org/name", "Dockerfile ENV", "Dockerfile", 3) in loaded(finding)


def test_a_default_that_chooses_a_branch_can_be_replaced(tmp_path: Path) -> None:
    files = {
        "app.py": """
            import os
            from enum import Enum
            from transformers import AutoModel

            class Provider(Enum):
                REMOTE = "remote"
                LOCAL = "local"

            def start(provider, model):
                if provider == Provider.REMOTE:
                    return None
                elif provider == Provider.LOCAL:
                    return AutoModel.from_pretrained(model)

            start(Provider(os.getenv("PROVIDER", "remote").lower()), "org/name")
            """,
        "Dockerfile": "FROM a\nCOPY app.py .\nCMD python app.py\n",
    }
    (finding,) = findings(tmp_path, files)
    assert (finding.grade, [a.id for a in finding.artifacts]) == ("deployed", ["org/name"])


def test_build_arguments_reach_the_build_alone(tmp_path: Path) -> None:
    files = {
        "Dockerfile": """
            FROM python AS fetch
            ARG KEPT=org/default
            ARG GIVEN
            COPY *.py .
            RUN ["python", "fetch.py"]
            FROM python
            COPY serve.py .
            CMD ["python", "serve.py"]
            """,
        "fetch.py": LOAD
        + 'import os\nAutoModel.from_pretrained(os.environ["KEPT"])\n'
        + 'AutoModel.from_pretrained(os.environ["GIVEN"])\n',
        "serve.py": LOAD
        + 'import os\nAutoModel.from_pretrained(os.getenv("KEPT", "org/code"))\n'
        + 'AutoModel.from_pretrained(os.environ["GIVEN"])\n',
        ".github/workflows/x.yml": """
            jobs:
              build:
                strategy:
                  matrix: {model: [{id: org/a}, {id: org/b}]}
                steps:
                  - uses: docker/build-push-action@v6
                    with:
                      context: .
                      build-args: GIVEN=${{ matrix.model.id }}
            """,
    }
    found = {(f.location.path, f.location.line): f for f in findings(tmp_path, files)}
    assert [a.id for a in found["fetch.py", 3].artifacts] == ["org/default"]
    assert {a.id for a in found["fetch.py", 4].artifacts} == {"org/a", "org/b"}
    assert [a.id for a in found["serve.py", 3].artifacts] == ["org/code"]
    assert not found["serve.py", 4].artifacts
    assert [u.reason for u in found["serve.py", 4].unknown] == [
        "environment variable GIVEN has no default"
    ]


def test_what_the_platform_fills_in_is_not_known(tmp_path: Path) -> None:
    files = {
        "app.py": LOAD + 'import os\nAutoModel.from_pretrained(os.environ["MODEL_ID"])\n',
        "compose.yaml": """
            services:
              one:
                image: python
                working_dir: /s
                volumes: [".:/s"]
                command: python app.py
                environment: {MODEL_ID: $MODEL_ID}
              other:
                image: redis
                environment: {MODEL_ID: org/other}
            """,
        "pod.yaml": """
            apiVersion: v1
            kind: Pod
            metadata: {name: p}
            spec:
              containers:
                - image: ghcr.io/huggingface/text-generation-inference:3.0
                  env:
                    - name: MODEL_ID
                      valueFrom: {secretKeyRef: {name: s, key: k}}
            """,
    }
    found = {f.location.path: f for f in findings(tmp_path, files)}
    deployed = [w for w in found["app.py"].witnesses if w.entry.grade == "deployed"]
    assert deployed
    assert not any(w.artifacts for w in deployed)
    assert {u.reason for w in deployed for u in w.unknown} == {"variable MODEL_ID is not filled in"}
    assert not found["pod.yaml"].artifacts
    assert [u.reason for u in found["pod.yaml"].unknown] == ["the value comes from secretKeyRef"]


def test_sweeps_parsers_of_others_and_instances(tmp_path: Path) -> None:
    files = {
        "run.sh": """
            python swept.py -m encoder=a,b seed=1,2
            python swept.py +experiment=big
            python tune.py --config tune.yaml --dataset_name org/data
            """,
        "conf/config.yaml": "defaults: [{encoder: a}]\n",
        "conf/encoder/a.yaml": "name: org/a\n",
        "conf/encoder/b.yaml": "name: org/b\n",
        "conf/encoder/c.yaml": "name: org/c\n",
        "conf/experiment/big.yaml": "# @package _global_\ndefaults: [{override /encoder: c}]\n",
        "swept.py": LOAD
        + """
import hydra

@hydra.main(config_path="conf", config_name="config")
def main(cfg):
    AutoModel.from_pretrained(cfg.encoder.name)

if __name__ == "__main__":
    main()
""",
        "tune.yaml": "model_name_or_path: org/base\njudge: org/judge\ndataset_name: org/unused\n",
        "tune.py": LOAD
        + """
from dataclasses import dataclass
from datasets import load_dataset
from trl import ModelConfig, ScriptArguments, TrlParser

@dataclass
class Arguments(ScriptArguments):
    judge: str = "org/default"

script, model = TrlParser((Arguments, ModelConfig)).parse_args_and_config()
AutoModel.from_pretrained(model.model_name_or_path)
AutoModel.from_pretrained(script.judge)
load_dataset(script.dataset_name)
""",
        "tts@.service": "[Service]\nExecStart=python speak.py org/tts-%i %%\n",
        "speak.py": LOAD + "import sys\nAutoModel.from_pretrained(sys.argv[1])\n",
        "compose.yaml": """
            services:
              a: {image: x, command: python served.py, environment: {SERVED: org/served}}
            """,
        "served.py": LOAD
        + """
import configargparse
parser = configargparse.ArgParser()
parser.add("--model", env_var="SERVED")
AutoModel.from_pretrained(parser.parse_args().model)
""",
    }
    found: dict[str, set[str]] = {}
    for each in findings(tmp_path, files):
        kept = found.setdefault(each.location.path, set())
        kept.update(a.id for w in each.witnesses for a in w.artifacts if a.id)
    assert found == {
        "swept.py": {"org/a", "org/b", "org/c"},
        "tune.py": {"org/base", "org/judge", "org/data"},
        "speak.py": {"org/tts-{}"},
        "served.py": {"org/served"},
    }
