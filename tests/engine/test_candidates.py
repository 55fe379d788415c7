"""Sites that may call a function, by the flow of names alone."""

from pathlib import Path

import pytest

from reach.discover import discover
from reach.extract.files import extract_all
from reach.flow.program import Program
from reach.graph.candidates.callers import Candidates
from reach.graph.candidates.names import Names
from reach.graph.candidates.network import LOADS
from reach.records import code as ir
from reach.records.code import FileFacts

CASES = {
    "by its name": ("def f(): pass\ndef g(): f()\n", "f", {"g"}),
    "under another name": ("def f(): pass\nh = f\ndef g(): h()\n", "f", {"g"}),
    "as an argument": ("def f(): pass\ndef g(c): c()\ndef k(): g(f)\n", "f", {"g"}),
    "in a dictionary": ("def f(): pass\nT = {'a': f}\ndef g(n): T[n]()\n", "f", {"g"}),
    "through an attribute": (
        "def f(): pass\nclass C:\n    def __init__(self): self.c = f\n    def g(self): self.c()\n",
        "f",
        {"C.g"},
    ),
    "a method": (
        "class C:\n    def start(self): pass\nclass D:\n    def start(self): pass\n"
        "def g():\n    c = C()\n    c.start()\ndef h():\n    d = D()\n    d.start()\n",
        "C.start",
        {"g"},
    ),
    "an inherited method": (
        "class A:\n    def f(self): pass\nclass B(A):\n    def g(self): self.f()\n",
        "A.f",
        {"B.g"},
    ),
    "through super()": (
        "class A:\n    def f(self): pass\nclass B(A):\n    def f(self): super().f()\n",
        "A.f",
        {"B.f"},
    ),
    "a decorated function": (
        "def d(c):\n    def w(*a):\n        return c(*a)\n    return w\n"
        "@d\ndef f(): pass\ndef g(): f()\n",
        "f",
        {"g", "d.w", ""},
    ),
    "by a thread": (
        "import threading\ndef f(): pass\ndef g(): threading.Thread(target=f).start()\n",
        "f",
        {"g"},
    ),
    "by map": ("def f(x): pass\ndef g(xs): list(map(f, xs))\n", "f", {"g"}),
    "of a declared type": (
        "class C:\n    def f(self): pass\ndef g(c: 'C'): c.f()\n",
        "C.f",
        {"g"},
    ),
    "a property": (
        "class C:\n    @property\n    def f(self): pass\ndef g():\n    return C().f\n",
        "C.f",
        {"g", "C"},
    ),
    "entering": (
        "class C:\n    def __enter__(self): pass\n    def __exit__(self, *a): pass\n"
        "def g():\n    with C(): pass\n",
        "C.__enter__",
        {"g"},
    ),
    "put in place of a library's": (
        "import torch\ndef f(p): pass\ntorch.load = f\ndef g(): torch.load('a')\n",
        "f",
        {"g"},
    ),
    "as a default of the command line": (
        "import argparse\ndef f(a): pass\ndef g():\n    p = argparse.ArgumentParser()\n"
        "    p.set_defaults(run=f)\n    a = p.parse_args()\n    a.run(a)\n",
        "f",
        {"g"},
    ),
}


def candidates(folder: Path, text: str) -> Candidates:
    (folder / "m.py").write_text(text)
    project = discover(folder, ())
    facts = extract_all(project.sources, 1)
    program = Program([each for each in facts if isinstance(each, FileFacts)])
    names = Names([("torch.load", LOADS), ("requests.Session.get", LOADS)], {"torch", "requests"})
    return Candidates(program, names)


@pytest.mark.parametrize(("text", "name", "wanted"), CASES.values(), ids=CASES)
def test_callers(tmp_path: Path, text: str, name: str, wanted: set[str]) -> None:
    known = candidates(tmp_path, text)
    (body,) = (b for b in known.program.bodies if b.code.name == name)
    assert {site.code.name for site, _ in known.of(body)} == wanted


OUTSIDE = {
    "of a module": ("import torch\ntorch.load('a')\n", 1),
    "imported under another name": ("from torch import load as l\nl('a')\n", 1),
    "of an object": ("import requests\ns = requests.Session()\ns.get('u')\n", 1),
    "of an object that was handed on": (
        "import requests\ndef f(s): s.get('u')\nf(requests.Session())\n",
        1,
    ),
    "not of what it returns": (
        "import requests\nrequests.Session().post('u').json().get('k')\n",
        0,
    ),
    "not of a dictionary": ("d = {}\nd.get('k')\n", 0),
    "inherited": (
        "import requests\nclass C(requests.Session): pass\nC().get('u')\n",
        1,
    ),
}


@pytest.mark.parametrize(("text", "wanted"), OUTSIDE.values(), ids=OUTSIDE)
def test_what_is_looked_for(tmp_path: Path, text: str, wanted: int) -> None:
    sites = [
        (body, vid) for body, vid in candidates(tmp_path, text).first if body.ops[vid][0] == ir.CALL
    ]
    assert len(sites) == wanted
