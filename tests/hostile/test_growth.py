"""Small programs of which a naive analysis does not come to an end. Fuzzing found each of them."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from reach.config import Options
from reach.discover import discover
from reach.discover.ignore import compile_patterns
from reach.errors import ReachError
from reach.fix import repair
from reach.records.finding import Report
from reach.records.lock import Lock
from reach.repair.pins import Pins
from reach.scan import scan

HEAD = "import sys, torch\nfrom pathlib import Path\n"
NUMBER = "9" * 5_000
"""More digits than Python converts."""


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Fail when more processor time is used."""
    start = time.process_time()
    yield
    assert time.process_time() - start < seconds


def scanned(folder: Path, **files: str) -> Report:
    for name, text in files.items():
        (folder / f"{name}.py").write_text(text)
    with within(10):
        return scan([folder], Options(jobs=1))


@pytest.mark.parametrize(
    "text",
    [
        "x = 'a'\n" + "x = x + x\n" * 60 + "torch.load(x)\n",
        "x = Path('a')\n" + "x = x / x\n" * 60 + "torch.load(x)\n",
        "def f(x):\n" + "    x = x + 'b' + x\n" * 60 + "    torch.load(x)\n",
    ],
    ids=["text", "path", "partly known"],
)
def test_a_value_that_doubles(tmp_path: Path, text: str) -> None:
    report = scanned(tmp_path, a=HEAD + text)
    (finding,) = [f for f in report.findings if f.rule == "torch-load"]
    assert finding.location.line == (HEAD + text).count("\n")
    assert finding.unknown
    assert all(len(artifact.id) < 100 for artifact in finding.artifacts)


def test_objects_that_are_called_by_calling_each_other(tmp_path: Path) -> None:
    text = (
        "class Node: pass\n"
        "a, b = Node(), Node()\n"
        "a.__call__ = a\na.__call__ = b\nb.__call__ = a\nb.__call__ = b\n"
        "torch.load(a())\n"
    )
    (finding,) = scanned(tmp_path, a=HEAD + text).findings
    assert finding.unknown


def test_a_function_that_calls_itself_in_many_places(tmp_path: Path) -> None:
    kinds = [f"N{number}" for number in range(10)]
    classes = "".join(f"class {kind}(Node): pass\n" for kind in kinds)
    made = "".join(f"    if t == '{k}': return {k}(parse(t[1:]), parse(t[2:]))\n" for k in kinds)
    calls = "".join(
        f"    if isinstance(x, {kind}):\n        return {kind}(f(x.a, y | {{x.b}}), f(x.b, y))\n"
        for kind in kinds
    )
    text = (
        "class Node:\n    def __init__(self, a, b):\n        self.a, self.b = a, b\n"
        f"{classes}def parse(t):\n{made}    return t\n"
        f"def f(x, y):\n{calls}    return torch.load(x)\n"
        "f(parse(sys.argv[1]), set())\n"
    )
    (finding,) = [f for f in scanned(tmp_path, a=HEAD + text).findings if f.rule == "torch-load"]
    assert "command line argument 1" in finding.unknown[0].reason


def test_a_call_too_long_to_be_repaired(tmp_path: Path) -> None:
    fields = "{a}" * 8_000
    (tmp_path / "a.py").write_text(f'{HEAD}a = "x"\ntorch.load(f"{fields}")\n')
    with within(10):
        pins = Pins(Lock((), ()))
        repaired = repair([tmp_path], Options(jobs=1), pins, lambda finding, fix: True)
    assert "the call is longer than 20000 characters" in [str(why) for _, why in repaired.left]
    assert not repaired.files


def test_an_expression_of_the_scanned_code_warns_nobody(
    tmp_path: Path, recwarn: pytest.WarningsRecorder
) -> None:
    scanned(tmp_path, a=f"{HEAD}import re\nn = 'abc'\nif re.match('[[a]', n):\n    torch.load(n)\n")
    assert not recwarn.list


# -- patterns -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "pattern",
    ["*a" * 30 + "b", "*?" * 60 + "b", "**/*a/" * 8 + "b", "*[!b]" * 30 + "b", "*a/" * 20 + "b"],
)
def test_patterns_that_go_back_are_quick_or_refused(pattern: str) -> None:
    with within(2):
        spec, skipped = compile_patterns([pattern], ".gitignore")
        for path in ("a" * 255, "aaa/" * 60 + "a" * 255, ("a" * 60 + "/") * 60 + "c"):
            assert not spec.match_file(path)
    assert [each.reason for each in skipped] == [] or skipped[0].line == 1


@pytest.mark.parametrize(
    ("pattern", "inside", "outside"),
    [
        ("report.[0-9]*.[0-9]*.[0-9]*.[0-9]*.json", "x/report.1.22.3.4.json", "report.1.2.3.json"),
        ("*a*b*c", "xaybzc", "acb"),
        ("a*?b*?c*", "axxbbycc", "abc"),
        ("*.[!a-z]*x*", "q.1xx", "q.axx"),
        ("a[*]b*c*d", "a*bcd", "aabcd"),
        ("/a*b*/c*d*e", "axbx/cxdxe", "axbx/y/cxdxe"),
    ],
)
def test_quick_patterns_match_the_same(pattern: str, inside: str, outside: str) -> None:
    spec, skipped = compile_patterns([pattern], ".gitignore")
    assert not skipped
    assert spec.match_file(inside)
    assert not spec.match_file(outside)


def test_a_gitignore_of_endless_lines(tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_text("*a*b*c*\n" * 50_000)
    (tmp_path / "a.py").touch()
    with within(5):
        project = discover(tmp_path)
    reasons = {(s.path, s.line, s.reason) for s in project.skipped}
    assert reasons == {(".gitignore", 2_001, "only 2000 ignore patterns are read")}


# -- commands -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Procfile", "web: bash start.sh\n" * 20_000),
        ("start.sh", 'cd sub\nexec python tool.py "$@"\n' * 5_000),
        ("docker-bake.hcl", 'target "a" {\n' * 20_000),
    ],
)
def test_a_deployment_file_of_endless_commands(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / "tool.py").touch()
    (tmp_path / "start.sh").write_text("python tool.py\n" * 1_000)
    (tmp_path / name).write_text(text)
    with within(8):
        project = discover(tmp_path)
    assert all("not understood" not in each.reason for each in project.skipped)
    if name == "Procfile":
        assert "more than 4000 commands; the rest was not followed" in {
            each.reason for each in project.skipped if each.path == name
        }


# -- numbers --------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["reach.toml", "models.lock", "rules.toml", "reach-policy.toml"])
def test_numbers_of_endless_digits_are_an_error_of_ours(tmp_path: Path, name: str) -> None:
    from reach.config import load
    from reach.lock.read import read as read_lock
    from reach.policy.read import read as read_policy
    from reach.rules.load import load as load_rules

    file = tmp_path / name
    file.write_text(f"jobs = {NUMBER}\n")
    readers: dict[str, Callable[[], object]] = {
        "reach.toml": lambda: load(tmp_path),
        "models.lock": lambda: read_lock(file),
        "rules.toml": lambda: load_rules([file]),
        "reach-policy.toml": lambda: read_policy(file, load_rules()),
    }
    with pytest.raises(ReachError, match=name):
        readers[name]()


def test_an_index_that_is_no_number(tmp_path: Path) -> None:
    (tmp_path / "conf.yaml").write_text("a: {b: [x.pt]}\nc: ${a.b.²}\nd: ${a.b.0}\n")
    report = scanned(
        tmp_path,
        a="import torch\nfrom omegaconf import OmegaConf\nc = OmegaConf.load('conf.yaml')\n"
        "torch.load(c.c)\ntorch.load(c.d)\n",
    )
    ids = {f.location.line: [a.id for a in f.artifacts] for f in report.findings}
    assert ids == {4: [], 5: ["x.pt"]}


def test_a_part_of_the_arguments_that_nobody_gives(tmp_path: Path) -> None:
    report = scanned(
        tmp_path, a=f"{HEAD}def f(*args):\n    args = args[:2]\n    torch.load(args[0])\n"
    )
    (finding,) = [f for f in report.findings if f.rule == "torch-load"]
    assert finding.unknown


def test_parsers_that_are_asked_of_each_other(tmp_path: Path) -> None:
    """The tests of configparser itself are such a file."""
    uses = "".join(
        f"        print(cf['s{k}']['k'])\n        cf['m'] = cf['s{k}']\n" for k in range(8)
    )
    tests = "".join(
        f"    def test_{n}(self):\n"
        f"        cf = self.made('[m]\\npath = a{n}.pt\\n[s{n}]\\nk = v')\n{uses}"
        "        cf.read_string('[x]')\n        torch.load(cf['m']['path'])\n"
        for n in range(40)
    )
    head = (
        "import configparser, torch\nclass Tests:\n    def new(self):\n"
        "        return configparser.ConfigParser()\n    def made(self, text):\n"
        "        cf = self.new()\n        cf.read_string(text)\n        return cf\n"
    )
    with within(5):
        report = scanned(tmp_path, a=head + tests)
    lines = [f.location.line for f in report.findings]
    assert sorted(lines) == [8 + 20 * n for n in range(1, 41)]


def test_a_function_of_endless_method_calls(tmp_path: Path) -> None:
    report = scanned(
        tmp_path,
        a=f"{HEAD}class A:\n    def get(self, key): pass\n"
        + "x = a.get(c)[1] + d.e\n" * 8_000
        + "torch.load('a.pt')\n",
    )
    assert [f.location.line for f in report.findings] == [8_005]


def test_lists_that_hold_each_other_are_compared(tmp_path: Path) -> None:
    names = [f"b{n}" for n in range(60)]
    lists = "".join(f"{name} = [Item()]\n" for name in names)
    filled = "".join(f"{name}.extend(({', '.join(names)}))\n" for name in names)
    compared = "".join(f"print({name} == b0)\n" for name in names)
    item = (
        "class Item:\n    def __eq__(self, other):\n        torch.load('a.pt')\n"
        "        return True\n"
    )
    report = scanned(tmp_path, a=f"{HEAD}{item}{lists}{filled}{compared}")
    (finding,) = report.findings
    assert (finding.location.line, finding.grade) == (5, "runnable")


def test_mappings_that_are_made_of_each_other(tmp_path: Path) -> None:
    layers = ["m0 = {" + ", ".join(f"'{n}': {{'k': 'a{n}.pt'}}" for n in range(20)) + "}\n"]
    for layer in range(1, 9):
        inner = f"**m{layer - 1}[sys.argv[{layer}]]"
        entries = ", ".join(f"'{n}': {{{inner}, 'o{n}': 1}}" for n in range(20))
        layers.append(f"m{layer} = {{{entries}}}\n")
    report = scanned(tmp_path, a=f"{HEAD}{''.join(layers)}torch.load(m8[sys.argv[9]].get('k'))\n")
    (finding,) = report.findings
    assert finding.location.line == 12
    assert "a7.pt" in {artifact.id for artifact in finding.artifacts}


def test_a_pattern_of_endless_folders(tmp_path: Path) -> None:
    folder = tmp_path.joinpath(*["a"] * 30)
    folder.mkdir(parents=True)
    (folder / "b.json").write_text('{"model": "a.pt"}')
    text = (
        f"{HEAD}import json\nfor path in Path('.').rglob('{'**/' * 25}no*.json'):\n"
        "    torch.load(json.loads(path.read_text())['model'])\n"
    )
    report = scanned(tmp_path, a=text)
    (finding,) = [f for f in report.findings if f.rule == "torch-load"]
    assert finding.unknown
