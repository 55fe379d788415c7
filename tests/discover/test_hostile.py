"""Whatever lies in the tree, discovery ends, and says what it did not understand."""

import tempfile
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reach.discover.commands.words import tokenize
from reach.discover.deployments import DEPLOYMENTS
from reach.discover.docker.instructions import parse
from reach.discover.found import read_all
from reach.discover.manifests import MANIFESTS
from reach.discover.project import discover
from reach.discover.walk import walk

NAMES = (
    ".env",
    ".github/workflows/a.yml",
    ".gitignore",
    "Chart.yaml",
    "Dockerfile",
    "MLproject",
    "Makefile",
    "Pipfile.lock",
    "Procfile",
    "a.service",
    "bentofile.yaml",
    "cog.yaml",
    "cloudbuild.yaml",
    "kustomization.yaml",
    "compose.yml",
    "environment.yml",
    "k8s.yaml",
    "nb.ipynb",
    "package.json",
    "pyproject.toml",
    "requirements.txt",
    "setup.cfg",
    "setup.py",
    "start.sh",
    "sys.py",
    "task.json",
    "templates/pod.yaml",
    "tool.dist-info/entry_points.txt",
    "uv.lock",
    "values.yaml",
)
WORDS = [
    "FROM x\n",
    "{{ range .Values }}",
    "{{ . | nindent 2 }}",
    "{{- end }}",
    "containerDefinitions:",
    "python -c ",
    "RUN ",
    "CMD ",
    "ENV A=",
    "ARG ",
    "COPY . ",
    "<<EOF\n",
    "EOF\n",
    '["',
    '"]',
    "\\\n",
    "services:\n  a:\n    ",
    "build: ",
    "command: ",
    "apiVersion: v1\n",
    "containers:\n- image: x\n",
    "jobs:\n  a:\n    steps:\n    - run: ",
    "[program:x]\n",
    "command=",
    "[Service]\nExecStart=",
    "[project]\ndependencies = [",
    "]\n",
    "[[package]]\nname = ",
    "setup(",
    ")",
    "import sys\n",
    "sys.path.append(",
    "sys.path.insert(0, ",
    "__file__",
    "$A",
    "${A:-",
    "}",
    "$(",
    "`",
    "'",
    '"',
    "(",
    "python ",
    "-m ",
    "-c ",
    "bash -c ",
    "exec ",
    '"$@"',
    "a.py",
    "&A ",
    "*A",
    "<<: ",
    "\t",
    "\n",
    " ",
    "-r ",
    "torch==1",
    "\x00",
    "\ufeff",
    "é",
    "\r",
    "{",
    "[",
    ":",
    "- ",
    "#",
    "%(x)s",
    "!x",
    "../",
    "=",
]


def build(root: Path, content: bytes) -> None:
    for name in NAMES:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(content)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.one_of(st.binary(max_size=200), st.lists(st.sampled_from(WORDS)).map("".join)))
def test_no_content_ends_the_scan(content: bytes | str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        build(Path(folder), content.encode() if isinstance(content, str) else content)
        project = discover(Path(folder))
        assert all(
            item.reason and "not understood (" not in item.reason for item in project.skipped
        )
        assert discover(Path(folder)) == project


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(WORDS)).map("".join))
def test_tokens_and_instructions_keep_their_lines(text: str) -> None:
    last = text.count("\n") + 1
    assert all(1 <= token.line <= last + 1 for token in tokenize(text, 1))
    lines = [instruction.line for instruction in parse(text)]
    assert lines == sorted(set(lines))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("Dockerfile", "FROM x\n" + "ENV A=$A$A$A$A\n" * 2_000 + "CMD python $A\n"),
        ("Dockerfile", "FROM x\nCOPY " + "a* " * 100_000 + "/x\nCMD x\n"),
        ("Dockerfile", "FROM x\nRUN " + "A=$A$A; " * 50_000),
        ("Procfile", "web: A=1; " + 'set -- "$@" "$@" $A; ' * 20_000),
        ("Procfile", "web: " + "bash -c " * 5_000),
        ("Makefile", "A=$(B)$(B)\nB=$(C)$(C)\nC=" + "$(D)" * 999 + "\nx:\n\t" + "$(A)" * 9_999),
        ("compose.yml", "a: &a [x,x,x,x,x,x,x,x]\n" + "".join(
            f"{chr(98 + i)}: &{chr(98 + i)} [{','.join(['*' + chr(97 + i)] * 8)}]\n"
            for i in range(12)
        ) + "services: {s: {environment: *m, command: *m}}\n"),
        ("k8s.yaml", "apiVersion: v1\nx: &a {containers: [{image: y}]}\n" + "".join(
            f"x{i}: &{chr(98 + i)} [{','.join(['*' + chr(97 + i)] * 9)}]\n"
            for i in range(12)
        ) + "containers:\n"),
        ("k8s.yaml", "apiVersion: v1\ncontainers:\n" + "- " * 300_000),
        (".github/workflows/a.yml", "jobs:\n  a:\n    strategy: {matrix: {" + ", ".join(
            f"a{i}: [1,2,3,4,5,6,7,8,9]" for i in range(40)
        ) + "}}\n    steps:\n" + "    - run: python ${{ matrix.a1 }}\n" * 2_000),
        ("uv.lock", "x = " + "[" * 5_000),
        ("pyproject.toml", "[project]\ndependencies = [" + '"a\\u0031",\n' * 50_000 + "]\n"),
        ("setup.py", "setup(install_requires=" + "[" * 5_000),
        ("a.py", "import sys\n" + "sys.path.append(" * 20_000),
        ("a.py", "import sys\nsys.path.append(" + "-" * 3_000 + "1)\n"),
        ("a.py", "import " * 300_000),
    ],
)  # fmt: skip
def test_growth_is_bounded(tmp_path: Path, name: str, content: str) -> None:
    (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / name).write_text(content)
    start = time.process_time()
    project = discover(tmp_path)
    assert time.process_time() - start < 20
    size = sum(len(word) for launch in project.launches for word in launch.command)
    assert size < 50_000_000
    assert not [item for item in project.skipped if "not understood (" in item.reason]


def test_readers_take_every_kind_of_file(tmp_path: Path) -> None:
    build(tmp_path, b"")
    tree, _ = walk(tmp_path, ())
    for readers in (MANIFESTS, DEPLOYMENTS):
        assert read_all(readers, tree).processes == ()
