"""Command lines as findings: where they stand, what they load, and who runs them."""

from pathlib import Path

import pytest

from reach.discover.commands import started
from reach.records.finding import Finding
from reach.scan import scan
from tests.discover.conftest import write

COMMIT = "607a30d783dfa663caf39e06633721c8d4cfcd7e"


def findings(folder: Path, files: dict[str, str]) -> list[Finding]:
    write(folder, files)
    return sorted(scan([folder]).findings, key=lambda f: (f.location, f.rule))


def one(folder: Path, files: dict[str, str]) -> Finding:
    found = findings(folder, files)
    assert len(found) == 1, found
    return found[0]


def loaded(finding: Finding) -> list[tuple[str, str, int, str]]:
    """Identifiers with the place where each is written."""
    return [
        (a.id, a.origin.location.path, a.origin.location.line, a.origin.kind)
        for a in finding.artifacts
        if a.origin is not None
    ]


def reasons(finding: Finding) -> list[tuple[str, int]]:
    return [(u.reason, u.location.line) for u in finding.unknown if u.location is not None]


def test_build_argument_with_a_default(tmp_path: Path) -> None:
    text = "FROM python\nARG MODEL=org/name\nRUN pip install x && \\\n    hf download $MODEL\n"
    found = one(tmp_path, {"Dockerfile": text})
    assert (found.rule, found.grade) == ("unpinned-hub-download", "deployed")
    assert (found.location.line, found.location.column, found.location.end_column) == (4, 5, 23)
    assert found.snippet == "hf download $MODEL"
    assert loaded(found) == [("org/name", "Dockerfile", 2, "Dockerfile ARG")]
    assert found.witnesses[0].entry.kind == "dockerfile-run"
    assert found.message == (
        "hf download org/name loads org/name with hf download: "
        "no full commit hash says which version."
    )


def test_build_argument_without_a_default(tmp_path: Path) -> None:
    text = "FROM python\nARG MODEL\nRUN hf download $MODEL\n"
    found = one(tmp_path, {"Dockerfile": text})
    assert not found.artifacts
    assert reasons(found) == [("ARG MODEL has no default", 2)]


def test_build_argument_of_another_stage(tmp_path: Path) -> None:
    text = "FROM a AS b\nARG MODEL=org/name\nFROM b\nRUN hf download ${MODEL}\n"
    found = one(tmp_path, {"Dockerfile": text})
    assert reasons(found) == [("variable MODEL has no known value", 4)]


def test_placeholders_are_no_identifiers(tmp_path: Path) -> None:
    text = "hf download <your-model>\n".replace("<your-model>", "'<your-model>'")
    found = one(tmp_path, {"get.sh": text})
    assert not found.artifacts
    assert [reason for reason, _ in reasons(found)] == ["placeholder '<your-model>'"]


def test_a_part_that_is_not_known(tmp_path: Path) -> None:
    found = one(tmp_path, {"get.sh": "hf download org/model-$SIZE\n"})
    assert [(a.id, a.certainty) for a in found.artifacts] == [("org/model-{}", "pattern")]
    assert reasons(found) == [("variable SIZE has no known value", 1)]


def test_one_command_that_two_services_run(tmp_path: Path) -> None:
    files = {
        "serve.sh": '#!/bin/sh\nexport HOST=0.0.0.0\nexec vllm serve "$MODEL"\n',
        "Dockerfile": "FROM vllm/vllm-openai\nCOPY serve.sh /\nENTRYPOINT []\nCMD /serve.sh\n",
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
    found = one(tmp_path, files)
    assert (found.location.path, found.location.line, found.grade) == ("serve.sh", 3, "deployed")
    assert loaded(found) == [
        ("org/small", "compose.yaml", 4, "compose environment"),
        ("org/large", "compose.yaml", 8, "compose environment"),
    ]
    assert [(w.entry.location.path, [a.id for a in w.artifacts]) for w in found.witnesses] == [
        ("compose.yaml", ["org/small"]),
        ("compose.yaml", ["org/large"]),
        ("Dockerfile", []),
    ]


def test_arguments_of_an_image(tmp_path: Path) -> None:
    manifest = """
        apiVersion: v1
        kind: Pod
        metadata: {name: m}
        spec:
          containers:
            - name: model
              image: docker.io/vllm/vllm-openai:v0.11.0
              args: ["--model", "$(MODEL)", "--trust-remote-code"]
              env:
                - name: MODEL
                  value: org/name
        """
    found = findings(tmp_path, {"pod.yaml": manifest})
    assert [(f.rule, f.location.line) for f in found] == [
        ("trust-remote-code", 8),
        ("unpinned-hub-download", 8),
    ]
    assert loaded(found[0]) == [("org/name", "pod.yaml", 11, "Kubernetes env")]


def test_an_image_that_serves_by_environment_alone(tmp_path: Path) -> None:
    text = """
        services:
          embed:
            image: michaelf34/infinity:0.0.76
            environment:
              - INFINITY_MODEL_ID=org/a;org/b;
              - INFINITY_TRUST_REMOTE_CODE=false;0
        """
    found = one(tmp_path, {"compose.yaml": text})
    assert found.rule == "unpinned-hub-download"
    assert loaded(found) == [
        ("org/a", "compose.yaml", 5, "compose environment"),
        ("org/b", "compose.yaml", 5, "compose environment"),
    ]
    assert found.witnesses[0].entry.name == "image michaelf34/infinity:0.0.76"


@pytest.mark.parametrize(
    ("path", "grade"),
    [
        ("Makefile", "runnable"),
        ("fetch.sh", "runnable"),
        ("examples/fetch.sh", "development"),
        ("Procfile", "deployed"),
    ],
)
def test_grade(path: str, grade: str, tmp_path: Path) -> None:
    text = {"Makefile": "get:\n\t", "Procfile": "web: "}.get(path, "") + "hf download org/name\n"
    assert one(tmp_path, {path: text}).grade == grade


def test_a_matrix_gives_the_build_its_arguments(tmp_path: Path) -> None:
    workflow = """
        on: push
        jobs:
          get:
            strategy:
              matrix:
                model: [org/a, org/b]
            env:
              MODEL: ${{ matrix.model }}
            steps:
              - run: huggingface-cli download "$MODEL"
        """
    found = one(tmp_path, {".github/workflows/x.yml": workflow})
    assert found.grade == "runnable"
    assert loaded(found) == [
        ("org/a", ".github/workflows/x.yml", 6, "workflow matrix"),
        ("org/b", ".github/workflows/x.yml", 6, "workflow matrix"),
    ]


def test_two_commands_on_one_line(tmp_path: Path) -> None:
    found = findings(tmp_path, {"get.sh": "hf download org/a && hf download org/b\n"})
    assert [(f.location.column, [a.id for a in f.artifacts]) for f in found] == [
        (1, ["org/a"]),
        (22, ["org/b"]),
    ]


@pytest.mark.parametrize(
    "text",
    [
        f"hf download org/name --revision {COMMIT}",
        f"git clone https://huggingface.co/org/name && git -C name checkout -q {COMMIT}",
        f"wget https://huggingface.co/org/name/resolve/{COMMIT}/model.safetensors",
        "curl -LO https://example.com/model.pth\nsha256sum --check sums",
        "git clone https://github.com/org/name",
        "curl -LO https://example.com/data.json",
        "vllm serve ./models/name",
    ],
)
def test_nothing_to_say(text: str, tmp_path: Path) -> None:
    assert not findings(tmp_path, {"get.sh": text + "\n"})


@pytest.mark.parametrize("revision", ["main", "607a30d", "v1.0"])
def test_a_name_is_no_pin(revision: str, tmp_path: Path) -> None:
    found = one(tmp_path, {"get.sh": f"hf download org/name --revision {revision}\n"})
    assert [(a.revision, a.pinned) for a in found.artifacts] == [(revision, False)]


def test_the_text_false_is_truthy_in_python_only(tmp_path: Path) -> None:
    files = {
        "compose.yaml": """
            services:
              a:
                image: ghcr.io/huggingface/text-generation-inference
                environment: {MODEL_ID: org/name, TRUST_REMOTE_CODE: "false"}
            """
    }
    assert one(tmp_path, files).rule == "unpinned-hub-download"


def test_a_chart_serves_what_its_values_say(tmp_path: Path) -> None:
    template = """
        {{- range .Values.models }}
        ---
        apiVersion: v1
        kind: Pod
        spec:
          containers:
            - name: model
              command: [vllm, serve, {{ .url | quote }}]
        {{- end }}
        """
    files = {
        "chart/Chart.yaml": "name: c\n",
        "chart/values.yaml": "models:\n  - url: org/default\n",
        "chart/templates/pod.yaml": template,
        "prod.yaml": "models:\n  - url: org/a\n  - url: org/b\n",
        "tests/values.yaml": "models:\n  - url: org/test\n",
    }
    found = one(tmp_path, files)
    assert (found.location.path, found.location.line) == ("chart/templates/pod.yaml", 8)
    assert found.grade == "deployed"
    assert loaded(found) == [
        ("org/default", "chart/values.yaml", 2, "Helm value"),
        ("org/a", "prod.yaml", 2, "Helm value"),
        ("org/b", "prod.yaml", 3, "Helm value"),
    ]
    assert {w.entry.location.path for w in found.witnesses} == {"chart/values.yaml", "prod.yaml"}


def test_a_stage_that_no_image_is_made_of(tmp_path: Path) -> None:
    text = "FROM a AS tools\nRUN hf download org/x\nFROM b\nRUN hf download org/y\n"
    found = findings(tmp_path, {"Dockerfile": text})
    assert [(f.location.line, f.grade) for f in found] == [(2, "runnable"), (4, "deployed")]


def test_yaml_inside_yaml(tmp_path: Path) -> None:
    text = """
        apiVersion: ray.io/v1
        kind: RayService
        spec:
          serveConfigV2: |
            applications:
              - name: llm
                import_path: ray.serve.llm:build_openai_app
                args:
                  llm_configs:
                    - model_loading_config:
                        model_id: chat
                        model_source: org/name
        """
    found = one(tmp_path, {"ray.yaml": text})
    assert (found.location.line, found.grade, found.sink) == (12, "deployed", "ray-serve-llm")
    assert loaded(found) == [("org/name", "ray.yaml", 12, "command line")]


def test_a_script_sets_the_variables_of_a_compose_file(tmp_path: Path) -> None:
    files = {
        "deploy/cpu/compose.yaml": """
            services:
              embed:
                image: ghcr.io/huggingface/text-embeddings-inference:cpu-1.7
                command: --model-id ${EMBEDDING_MODEL_ID} --auto-truncate
              model:
                image: ${REGISTRY:-opea}/vllm:latest
                command: --model $LLM_MODEL_ID
              other:
                image: ghcr.io/huggingface/text-generation-inference:3
                environment:
                  MODEL_ID: ${LLM_MODEL_ID}
              shell:
                image: opea/vllm-rocm:latest
                command: vllm serve ${NOBODY_KNOWS}
            """,
        "deploy/cpu/set_env.sh": 'export EMBEDDING_MODEL_ID="org/embed"\n',
        "deploy/set_env.sh": "export EMBEDDING_MODEL_ID=org/far\nexport LLM_MODEL_ID=org/llm\n",
    }
    found = {f.location.line: f for f in findings(tmp_path, files)}
    near, far = "deploy/cpu/set_env.sh", "deploy/set_env.sh"
    assert loaded(found[4]) == [("org/embed", near, 1, "shell export")]
    assert loaded(found[7]) == [("org/llm", far, 2, "shell export")]
    assert loaded(found[9]) == [("org/llm", far, 2, "shell export")]
    assert [reason for reason, _ in reasons(found[14])] == [
        "variable NOBODY_KNOWS has no known value"
    ]
    assert {f.grade for f in found.values()} == {"deployed"}


def test_a_container_that_a_script_starts(tmp_path: Path) -> None:
    text = """
        #!/bin/sh
        model=org/name
        docker run --rm -it --gpus all -p 8080:80 -v $PWD/data:/data \\
          -e TRUST_REMOTE_CODE=true \\
          ghcr.io/huggingface/text-generation-inference:3.3 --model-id $model
        docker run -d -e MODEL_ID=org/other ghcr.io/huggingface/text-embeddings-inference:1.8
        docker run -v /m:/m python:3.12 hf download org/inner
        docker run redis
        """
    found = findings(tmp_path, {"up.sh": text})
    assert [(f.rule, f.location.line, [a.id for a in f.artifacts]) for f in found] == [
        ("trust-remote-code", 3, ["org/name"]),
        ("unpinned-hub-download", 3, ["org/name"]),
        ("unpinned-hub-download", 6, ["org/other"]),
        ("unpinned-hub-download", 7, ["org/inner"]),
    ]
    assert loaded(found[1]) == [("org/name", "up.sh", 2, "shell variable")]
    assert loaded(found[2]) == [("org/other", "up.sh", 6, "command line")]


def test_other_commands_of_a_server_load_nothing(tmp_path: Path) -> None:
    text = "run:\n\tlocal-ai backends install oci://x\n\tlocal-ai util usecase\n\tlocal-ai phi-4\n"
    found = one(tmp_path, {"Makefile": text})
    assert [(a.id, found.location.line) for a in found.artifacts] == [("phi-4", 4)]


COPIES = "copy() {\n  [ -f $1 ] || return\n  cp $1 lib/$2\n  LAST=$1\n}\n"


def test_functions_that_only_copy_do_not_use_up_what_is_read(tmp_path: Path) -> None:
    words = " ".join("abcdefghijklmnopqrst")
    loops = "".join(f"for {name} in {words}; do " for name in "xyz")
    loops += "\ncopy $x $y\ndone; done; done\n"
    files = {
        "compose.yaml": "services:\n  a:\n    image: python\n    command: bash run.sh\n",
        "run.sh": f"#!/bin/bash\n{COPIES}{loops}vllm serve org/name\n",
    }
    found = one(tmp_path, files)
    assert (found.grade, [a.id for a in found.artifacts]) == ("deployed", ["org/name"])


def test_what_such_a_function_assigns_is_not_known(tmp_path: Path) -> None:
    calls = "".join(f"copy org/name-{n} x\n" for n in range(20))
    files = {"Dockerfile": "FROM python\nCOPY run.sh .\nCMD bash run.sh\n"}
    found = one(tmp_path, files | {"run.sh": f"#!/bin/bash\n{COPIES}{calls}vllm serve $LAST\n"})
    assert not found.artifacts


def test_many_commands_of_a_makefile_leave_deployments_theirs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(started, "MAX_COMMANDS_IN_ALL", 20)
    files = {
        "Makefile": "a:\n" + "\tcp a b\n" * 30,
        "compose.yaml": "services:\n  a:\n    image: python\n    command: vllm serve org/name\n",
    }
    found = one(tmp_path, files)
    assert (found.grade, [a.id for a in found.artifacts]) == ("deployed", ["org/name"])
