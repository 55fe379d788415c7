"""Tables of more handlers, and classes with more heirs, than one answer holds."""

from pathlib import Path

import pytest

from reach.config import Options
from reach.scan import callgraph, scan

HANDLERS = "".join(f"def h{i}(x):\n    return x\n\n\n" for i in range(100))
ROWS = "".join(f"    'k{i}': h{i},\n" for i in range(100))
TABLE = f"{HANDLERS}TABLE = {{\n{ROWS}}}\n\n\n"
EVERY = {f"main.h{i}" for i in range(100)}


def callees(folder: Path, text: str, caller: str) -> set[str]:
    """What a function of a program calls in the program."""
    (folder / "main.py").write_text(text)
    found = callgraph(folder, Options()).get(f"main.{caller}", [])
    return {name for name in found if name.startswith("main.")}


@pytest.mark.parametrize(
    "body",
    [
        "TABLE[name](1)",
        "TABLE.get(name, h0)(1)",
        "f = TABLE.get(name)\n    if f is None:\n        return\n    f(1)",
        "for f in TABLE.values():\n        f(1)",
        "for _, f in TABLE.items():\n        f(1)",
        "for f in list(TABLE.values()):\n        f(1)",
        "from typing import cast\n\n    cast(object, TABLE[name])(1)",
    ],
)
def test_a_table_that_is_written(tmp_path: Path, body: str) -> None:
    assert callees(tmp_path, f"{TABLE}def run(name):\n    {body}\n", "run") == EVERY


def test_one_of_a_table(tmp_path: Path) -> None:
    assert callees(tmp_path, f"{TABLE}def run():\n    TABLE['k7'](1)\n", "run") == {"main.h7"}


def test_a_table_that_decorators_fill(tmp_path: Path) -> None:
    head = "TABLE = {}\nALL = []\n\n\ndef add(name):\n    def wrap(f):\n"
    head += (
        "        TABLE[name] = f\n        ALL.append(f)\n        return f\n\n    return wrap\n\n\n"
    )
    added = "".join(f"@add('k{i}')\ndef h{i}(x):\n    return x\n\n\n" for i in range(100))
    run = (
        "def run(name):\n    TABLE[name](1)\n\n\ndef run_all():\n    for f in ALL:\n        f(1)\n"
    )
    assert callees(tmp_path, head + added + run, "run") == EVERY
    assert callees(tmp_path, head + added + run, "run_all") == EVERY


def family(size: int) -> str:
    """A class with so many heirs, and functions that call their method."""
    heirs = "".join(
        f"class A{i}(Base):\n    def load(self, x):\n        return torch.load(x)\n\n\n"
        for i in range(size)
    )
    base = "import torch\n\n\nclass Base:\n    def load(self, x):\n        raise ValueError\n\n\n"
    calls = "def use(a: Base):\n    a.load('m.pt')\n\n\ndef other(a: Base):\n    a.load(1, 2)\n"
    return f"{base}{heirs}{calls}"


def test_objects_in_a_list(tmp_path: Path) -> None:
    made = "".join(f"ADAPTERS.append(A{i}())\n" for i in range(100))
    text = (
        f"{family(100)}ADAPTERS = []\n{made}def run():\n    for a in ADAPTERS:\n        a.load(1)\n"
    )
    assert callees(tmp_path, text, "run") == {f"main.A{i}.load" for i in range(100)}


def test_a_wide_family(tmp_path: Path) -> None:
    every = {"main.Base.load", *(f"main.A{i}.load" for i in range(60))}
    assert callees(tmp_path, family(60), "use") == every
    assert callees(tmp_path, family(60), "other") == {"main.Base.load"}


def test_a_family_that_is_too_wide_is_named(tmp_path: Path) -> None:
    assert callees(tmp_path, family(500), "use") == {"main.Base.load"}
    notices = [n.message for n in scan([tmp_path], Options(jobs=1)).notices]
    assert notices == ["main.Base: too many subclasses to look at all their methods"]


REGISTRY = """import torch


class Registry:
    _kinds = {}

    @classmethod
    def register(cls, name):
        def keep(kind):
            cls._kinds[name] = kind
            return kind

        return keep

    @classmethod
    def get(cls, name):
        if name not in cls._kinds:
            raise KeyError(name)
        return cls._kinds[name]


class Loader:
    def __init__(self, name, **options):
        kind = Registry.get(name)
        self.part = kind(**options)

    def load(self, x):
        return self.part.load(x)


"""


def test_classes_of_a_registry(tmp_path: Path) -> None:
    parts = "".join(
        f"@Registry.register('k{i}')\nclass A{i}:\n    def __init__(self, **options):\n"
        "        self.options = options\n\n"
        "    def load(self, x):\n        return torch.load(x)\n\n\n"
        for i in range(100)
    )
    text = f"{REGISTRY}{parts}def run(name):\n    Loader(name, path='x').load(1)\n"
    every = range(100)
    made = {"main.Registry.get", *(f"main.A{i}.__init__" for i in every)}
    assert callees(tmp_path, text, "Loader.__init__") == made
    assert callees(tmp_path, text, "Loader.load") == {f"main.A{i}.load" for i in every}


def test_attributes_that_are_assigned_each_other(tmp_path: Path) -> None:
    """The parts of the first are found through all the others."""
    parts = "".join(
        f"class A{i}:\n    def load(self, x):\n        return x\n\n\n" for i in range(100)
    )
    rows = "".join(f"    'k{i}': A{i},\n" for i in range(100))
    names = "abcdef"
    moved = "".join(
        f"    def {one}_{other}(self):\n        self.{one} = self.{other}\n\n"
        for one in names
        for other in names
        if one != other
    )
    text = (
        f"{parts}TABLE = {{\n{rows}}}\n\n\nclass Holder:\n    def __init__(self, name):\n"
        f"        self.a = TABLE[name]()\n\n{moved}    def use(self):\n        self.f.load(1)\n\n\n"
        "def run(name):\n    holder = Holder(name)\n    holder.use()\n"
    )
    assert callees(tmp_path, text, "Holder.use") == {f"main.A{i}.load" for i in range(100)}


def rules(size: int) -> str:
    """A metaclass that lists its classes, each with a function that stands elsewhere."""
    head = "RULES = []\n\n\nclass Meta(type):\n    def __new__(cls, name, bases, names):\n"
    head += "        made = super().__new__(cls, name, bases, names)\n"
    head += "        RULES.append(made)\n        return made\n\n\n"
    head += "class Rule:\n    name = None\n    check = None\n\n    def put(self, x):\n"
    head += "        self.check(x)\n\n\nRule = Meta('Rule', (Rule,), {})\n\n\n"
    heirs = "".join(
        f"def c{i}(x):\n    return x\n\n\nclass R{i}(Rule):\n    name = 'r{i}'\n"
        f"    check = staticmethod(c{i})\n\n\n"
        for i in range(size)
    )
    calls = "def run():\n    TABLE['r7'].put(1)\n\n\nTABLE = {}\nfor rule in RULES:\n"
    return f"{head}{heirs}{calls}    made = rule()\n    TABLE[made.name] = made\n    made.put(2)\n"


@pytest.mark.parametrize("size", [8, 60])
def test_classes_that_a_metaclass_lists(tmp_path: Path, size: int) -> None:
    assert callees(tmp_path, rules(size), "run") == {"main.Rule.put"}
    assert callees(tmp_path, rules(size), "Rule.put") == {f"main.c{i}" for i in range(size)}


def test_a_visitor_of_many_kinds(tmp_path: Path) -> None:
    kinds = "".join(f"class K{i}(Node):\n    pass\n\n\n" for i in range(50))
    visits = [
        "".join(f"    def visit_K{i}(self, node):\n        return {i}\n\n" for i in numbers)
        for numbers in (range(50), range(40))
    ]
    head = "class Node:\n    pass\n\n\nclass Visitor:\n    def find(self, node):\n"
    head += "        return getattr(self, f'visit_{type(node).__name__}', None)\n\n"
    head += "    def visit(self, node):\n        method = self.find(node)\n"
    head += "        if method is not None:\n            return method(node)\n\n\n"
    head += f"class Writer(Visitor):\n{visits[0]}\nclass Counter(Visitor):\n{visits[1]}\n"
    text = f"{head}{kinds}def run(node: Node):\n    Writer().visit(node)\n"
    text += "    Counter().visit(node)\n"
    every = {f"main.Writer.visit_K{i}" for i in range(50)}
    every |= {f"main.Counter.visit_K{i}" for i in range(40)}
    assert callees(tmp_path, text, "Visitor.visit") == every | {"main.Visitor.find"}
