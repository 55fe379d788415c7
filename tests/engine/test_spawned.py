"""Commands that the program runs: as sinks, and as ways into its own modules."""

from pathlib import Path

import pytest

from reach.config import Options
from reach.records.finding import Finding
from reach.scan import scan
from tests.discover.conftest import write

Said = tuple[str, int, str, str, tuple[tuple[str, str | None], ...]]

ROUTE = """
import asyncio, os, shlex, shutil, subprocess, sys
from fastapi import FastAPI
app = FastAPI()
"""


def findings(folder: Path, files: dict[str, str]) -> list[Finding]:
    write(folder, files)
    report = scan([folder], Options(jobs=1))
    assert report.skipped == ()
    return list(report.findings)


def said(found: list[Finding]) -> list[Said]:
    return sorted(
        (
            f.rule,
            f.location.line,
            f.sink,
            f.grade,
            tuple((a.id, a.revision) for a in f.artifacts),
        )
        for f in found
    )


def started(folder: Path, body: str) -> list[Said]:
    """What is said of a function `start` that a route calls."""
    route = "@app.post('/start')\ndef start(size: str = 'x'):\n"
    lines = body.strip("\n").split("\n")
    text = ROUTE + route + "".join(f"    {line}\n" for line in lines)
    return said(findings(folder, {"main.py": text}))


SERVED = ("unpinned-hub-download", "vllm serve", "exposed", (("org/x", None),))


def served(line: int) -> list[Said]:
    rule, *rest = SERVED
    return [(rule, line, *rest)]  # type: ignore[list-item]


@pytest.mark.parametrize(
    ("body", "line"),
    [
        ("subprocess.run(['vllm', 'serve', 'org/x'], check=True)", 6),
        ("subprocess.Popen(['vllm', 'serve', 'org/x', '--port', str(8000)])", 6),
        ("subprocess.check_call(('vllm', 'serve', 'org/x'))", 6),
        ("subprocess.run('vllm serve org/x', shell=True)", 6),
        ("os.system('vllm serve org/x')", 6),
        ("os.system('cd /srv && nohup vllm serve org/x > log 2>&1 &')", 6),
        ("os.execvp('vllm', ['vllm', 'serve', 'org/x'])", 6),
        ("os.execlp('vllm', 'vllm', 'serve', 'org/x')", 6),
        ("subprocess.run(['bash', '-c', 'exec vllm serve org/x'])", 6),
        ("asyncio.run(asyncio.create_subprocess_exec('vllm', 'serve', 'org/x'))", 6),
        ("asyncio.run(asyncio.create_subprocess_shell('vllm serve org/x'))", 6),
        ("subprocess.run(shlex.split('vllm serve org/x'))", 6),
        ("subprocess.run('vllm serve org/x'.split())", 6),
        ("model = 'org/x'\nsubprocess.run(shlex.split(f'vllm serve {model} --port 1'))", 7),
        ("model = 'org/x'\nos.system(f'vllm serve {shlex.quote(model)}')", 7),
        ("model = 'org/x'\nos.system('vllm serve ' + model + ' --port 1')", 7),
        ("model = 'org/x'\nos.system('vllm serve %s' % model)", 7),
        ("words = ['vllm', 'serve', 'org/x']\nos.system(' '.join(words))", 7),
        ("words = ['vllm', 'serve', 'org/x']\nos.system(shlex.join(words))", 7),
        ("words = ['vllm', 'serve']\nwords.append('org/x')\nsubprocess.run(words)", 8),
        ("words = ['vllm', 'serve']\nwords += ['org/x', '--port']\nsubprocess.run(words)", 8),
        ("words = ['vllm', 'serve']\nwords.extend(['org/x'])\nsubprocess.run(words)", 8),
        ("words = ['serve', 'org/x']\nsubprocess.run(['vllm', *words])", 7),
        ("words = ['vllm', 'serve', 'org/x', 1]\nsubprocess.run([str(w) for w in words])", 7),
        ("words = ['vllm', 'serve', 'org/x', 1]\nsubprocess.run(list(map(str, words)))", 7),
        ("subprocess.run([shutil.which('vllm'), 'serve', 'org/x'])", 6),
        ("subprocess.run([os.path.join(sys.prefix, 'bin', 'vllm'), 'serve', 'org/x'])", 6),
        ("subprocess.run(['env', 'A=1', 'vllm', 'serve', '--model=org/x'])", 6),
        ("w = ['vllm', 'serve', 'org/x']\nif size:\n    w += [size]\nsubprocess.run(w)", 9),
    ],
)  # fmt: skip
def test_a_server_that_is_started(tmp_path: Path, body: str, line: int) -> None:
    assert started(tmp_path, body) == served(line)


def test_python_modules_of_a_library(tmp_path: Path) -> None:
    body = """
    subprocess.Popen([sys.executable, "-m", "vllm.entrypoints.openai.api_server",
        "--model", "org/x", "--trust-remote-code"])
    """.replace("\n    ", "\n")
    sinks = {(each[0], each[1], *each[3:]) for each in started(tmp_path, body)}
    assert sinks == {
        ("trust-remote-code", 6, "exposed", (("org/x", None),)),
        ("unpinned-hub-download", 6, "exposed", (("org/x", None),)),
    }


def test_an_option_that_is_added_under_a_condition(tmp_path: Path) -> None:
    body = (
        "words = ['vllm', 'serve', 'org/x']\n"
        "if size == 'big':\n"
        "    words.append('--trust-remote-code')\n"
        "subprocess.run(words)\n"
    )
    rules = {rule for rule, *_ in started(tmp_path, body)}
    assert rules == {"trust-remote-code", "unpinned-hub-download"}


def test_everyday_commands_are_none_of_our_business(tmp_path: Path) -> None:
    body = (
        "subprocess.run(['git', 'status'])\n"
        "subprocess.run([size, 'serve', 'org/x'])\n"
        "subprocess.run('vllm serve org/x')\n"
        "os.system('echo vllm serve org/x')\n"
        "subprocess.run(['curl', 'https://example.com/health'])\n"
    )
    assert started(tmp_path, body) == []


def test_each_caller_names_its_own_model(tmp_path: Path) -> None:
    files = {
        "main.py": ROUTE
        + "def run(words):\n    subprocess.run(words, check=True)\n"
        + "def serve(model):\n    run(['vllm', 'serve', model, '--revision', 'main'])\n"
        + "@app.post('/a')\ndef a():\n    serve('org/a')\n"
        + "@app.post('/b')\ndef b():\n    run(['ls', 'org/b'])\n"
    }
    (finding,) = findings(tmp_path, files)
    (witness,) = finding.witnesses
    assert witness.entry.name == "POST /a"
    assert [(s.function, s.location.line) for s in witness.chain] == [
        ("main.a", 10),
        ("main.serve", 7),
        ("main.run", 5),
    ]
    (artifact,) = witness.artifacts
    assert artifact.origin is not None
    assert (artifact.id, artifact.revision, artifact.pinned) == ("org/a", "main", False)
    assert artifact.origin.location.line == 10


def test_what_is_not_known_has_its_reason(tmp_path: Path) -> None:
    files = {
        "main.py": ROUTE
        + "@app.post('/a')\ndef a(model: str):\n"
        + "    os.system(f'vllm serve {model} --trust-remote-code')\n"
    }
    found = {f.rule: f for f in findings(tmp_path, files)}
    finding = found["trust-remote-code"]
    assert finding.artifacts == ()
    assert [u.reason for u in finding.unknown] == ["model comes from the request (POST /a)"]


def test_words_that_are_not_all_known(tmp_path: Path) -> None:
    """What stands for them in the command line is nobody's variable."""
    more = "import os, shlex, subprocess\nwords = ['vllm', 'serve', '--port', '1']\n"
    more += "for flag in sorted(os.environ):\n    words.append(flag)\n"
    more += "words.extend(shlex.split(os.environ.get('MORE', '')))\nsubprocess.run(words)\n"
    found = findings(tmp_path, {"main.py": more})
    assert [f.sink for f in found] == ["vllm serve"]
    assert {u.reason for u in found[0].unknown} == {
        "environment variable whose name is not known",
        "result of shlex.split",
    }


def test_what_the_environment_names(tmp_path: Path) -> None:
    body = "subprocess.run(['text-generation-launcher'], env={**os.environ, 'MODEL_ID': 'org/x'})"
    assert started(tmp_path, body) == [
        (
            "unpinned-hub-download",
            6,
            "text-generation-launcher",
            "exposed",
            (("org/x", None),),
        )
    ]


WORKER = """
import argparse
from transformers import AutoModel


def load(name):
    return AutoModel.from_pretrained(name)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--model", required=True)
    load(parser.parse_args().model)
"""


@pytest.mark.parametrize(
    "call",
    [
        "subprocess.Popen([sys.executable, '-m', 'pkg.worker', '--model', name])",
        "subprocess.Popen([sys.executable, 'pkg/worker.py', '--model', name])",
        "subprocess.Popen(['torchrun', '--nproc_per_node', '2', 'pkg/worker.py', '--model', name])",
        "subprocess.Popen(['accelerate', 'launch', '-m', 'pkg.worker', f'--model={name}'])",
        "os.system(f'python -m pkg.worker --model {name}')",
    ],
)
def test_a_module_of_the_project_is_entered(tmp_path: Path, call: str) -> None:
    files = {
        "pkg/__init__.py": "",
        "pkg/worker.py": WORKER,
        "main.py": ROUTE + f"@app.post('/start')\ndef start():\n    name = 'org/x'\n    {call}\n",
    }
    (finding,) = (f for f in findings(tmp_path, files) if f.rule == "unpinned-hub-download")
    assert finding.grade == "exposed"
    witness = finding.witnesses[0]
    assert witness.entry.name == "POST /start"
    assert [(s.location.path, s.location.line) for s in witness.chain] == [
        ("main.py", 7),
        ("pkg/worker.py", 12),
        ("pkg/worker.py", 6),
    ]
    (artifact,) = witness.artifacts
    assert artifact.origin is not None
    assert (artifact.id, artifact.origin.location.path, artifact.origin.location.line) == (
        "org/x",
        "main.py",
        6,
    )


def test_only_the_module_that_is_named_is_entered(tmp_path: Path) -> None:
    files = {
        "pkg/__init__.py": "",
        "pkg/worker.py": WORKER.replace("required=True", "default='org/d'"),
        "pkg/other.py": "print('nothing')\n",
        "main.py": ROUTE
        + "def run(name):\n    subprocess.run([sys.executable, '-m', f'pkg.{name}'])\n"
        + "@app.post('/a')\ndef a():\n    run('worker')\n"
        + "@app.post('/b')\ndef b():\n    run('other')\n",
    }
    (finding,) = (f for f in findings(tmp_path, files) if f.rule == "unpinned-hub-download")
    exposed = [w.entry.name for w in finding.witnesses if w.entry.grade == "exposed"]
    assert exposed == ["POST /a"]
    assert [a.id for a in finding.artifacts] == ["org/d"]


def test_options_are_in_force_where_they_are_given(tmp_path: Path) -> None:
    files = {
        "pkg/__init__.py": "",
        "pkg/worker.py": WORKER.replace("required=True", "default='org/d'"),
        "main.py": ROUTE
        + "@app.post('/start')\ndef start():\n"
        + "    subprocess.run([sys.executable, '-m', 'pkg.worker', '--model', 'org/x'])\n",
    }
    (finding,) = (f for f in findings(tmp_path, files) if f.rule == "unpinned-hub-download")
    loaded = {w.entry.name: [a.id for a in w.artifacts] for w in finding.witnesses}
    assert loaded == {"POST /start": ["org/x"], "python pkg/worker.py": ["org/d"]}


def test_options_of_one_process_decide_nothing_in_another(tmp_path: Path) -> None:
    worker = WORKER.replace("required=True", "default='org/d'")
    worker = worker.replace(
        "    load(", "    parser.add_argument('--big', action='store_true')\n    "
    )
    worker = worker.replace("parser.parse_args().model)", "args = parser.parse_args()")
    files = {
        "pkg/__init__.py": "",
        "pkg/worker.py": worker + "    if args.big:\n        load(args.model)\n",
        "Dockerfile": "FROM a\nCOPY . .\nCMD python -m pkg.worker --model org/c\n",
        "main.py": ROUTE + "subprocess.run([sys.executable, '-m', 'pkg.worker', '--big'])\n",
    }
    (finding,) = (f for f in findings(tmp_path, files) if f.rule == "unpinned-hub-download")
    assert finding.grade == "runnable"


def test_many_options_under_conditions(tmp_path: Path) -> None:
    """Every option doubles the forms of the command: only a few are told apart."""
    options = "".join(f"    if size == '{n}':\n        w += ['--o{n}', '{n}']\n" for n in range(40))
    text = "w = ['vllm', 'serve', 'org/x']\n" + options.replace("    if", "if").replace(
        "        w", "    w"
    )
    assert started(tmp_path, text + "subprocess.run(w)") == served(87)
