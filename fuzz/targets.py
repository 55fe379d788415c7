"""What is fuzzed: each target takes any bytes, and fails by an exception that a scan lets out."""

import atexit
import io
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from fuzz import samples, seeds
from fuzz.faults import Fault
from fuzz.scanning import read_config, scan_once, scan_program, scan_tree
from reach.discover.deployments import DEPLOYMENTS
from reach.discover.found import Reader
from reach.discover.git_index import tracked_files
from reach.discover.manifests import MANIFESTS
from reach.discover.project import discover
from reach.discover.weights.content import format_of
from reach.discover.weights.facts import facts_of
from reach.discover.weights.pickles import imports_of
from reach.errors import ReachError
from reach.extract.files import extract_file
from reach.extract.packed import decode, encode
from reach.feed.documents import parse as parse_json
from reach.feed.documents import table
from reach.feed.load import bundle
from reach.lock.read import digest
from reach.lock.read import parse as parse_lock
from reach.output.reading import read as read_report
from reach.policy.read import read as read_policy
from reach.records.code import FileFacts
from reach.records.project import Project, SourceFile
from reach.records.rule import Ruleset
from reach.rules.load import load


@dataclass(frozen=True)
class Target:
    """One reader of hostile input."""

    name: str
    run: Callable[[bytes], object]
    seeds: Callable[[], Sequence[bytes]]
    share: int
    """How often it is chosen: the inputs out of all those of one round."""


def _source(data: bytes, kind: str, path: str) -> None:
    source = SourceFile(path, "a", False, kind, False, Path(path), content=data)
    facts = extract_file(source)
    if isinstance(facts, FileFacts):
        if decode(encode(facts)) != facts:
            raise Fault("facts that the store does not give back")
    elif not facts.reason or "\n" in facts.reason:
        raise Fault(f"reason: {facts.reason!r}")


def _python(data: bytes) -> None:
    _source(data, "python", "a.py")


def _notebook(data: bytes) -> None:
    _source(data, "notebook", "a.ipynb")


# -- files that discovery reads --------------------------------------------------------------------


@cache
def _scratch() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="reach-fuzz-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


@cache
def _beside(name: str) -> Path:
    """A small tree with a file of this name, whose content an overlay holds."""
    root = _scratch() / f"{abs(hash(name))}"
    for path, text in (
        ("serve.py", "import own\n"),
        ("start.sh", "python serve.py $1\n"),
        ("own/__init__.py", ""),
    ):
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text)
    if "templates/" in name and name.endswith((".yaml", ".tpl")):
        (root / "Chart.yaml").write_text("name: a\nversion: 1\n")
        (root / "values.yaml").write_text("image: {tag: x}\nlist: [1, 2]\nmodel: org/name\n")
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    (root / name).touch()
    return root


def _discovered(root: Path, name: str, data: bytes) -> Project:
    project = discover(root, overlay={name: data})
    for each in project.skipped:
        if "not understood (" in each.reason or not each.reason:
            raise Fault(f"{each.path}: {each.reason}")
    return project


class _Files:
    """Files that some readers know by their name, which stands in the first line of an input."""

    def __init__(self, readers: Sequence[Reader]) -> None:
        self.readers = readers

    @cache  # noqa: B019  (a few, as long as the process)
    def known(self) -> dict[str, list[bytes]]:
        """Real contents by name."""
        found: dict[str, list[bytes]] = {}
        for name, text in (*samples.samples(), *seeds.named()):
            plain = name.isascii() and name.isprintable() and ".." not in name and name[0] != "/"
            if plain and any(reader.matches(name) for reader in self.readers):
                found.setdefault(name, []).append(text)
        return found

    def seeds(self) -> list[bytes]:
        """Names and contents, each as one text."""
        every = self.known().items()
        return [name.encode() + b"\n" + text for name, texts in every for text in texts]

    def run(self, data: bytes) -> None:
        """Discover a tree that holds the file."""
        head, _, body = data.partition(b"\n")
        names = list(self.known())
        name = head.decode("utf-8", "replace")
        if name not in self.known():
            name = names[sum(head) % len(names)]
        _discovered(_beside(name), name, body)


def _files(name: str, share: int, readers: Sequence[Reader]) -> Target:
    files = _Files(readers)
    return Target(name, files.run, files.seeds, share)


def _deployments(*modules: str) -> list[Reader]:
    """The readers that are defined in these modules of `reach.discover.deployments`."""
    wanted = {f"reach.discover.deployments.{module}" for module in modules}
    found = [reader for reader in DEPLOYMENTS if _module(reader) in wanted]
    assert len(found) >= len(modules)
    return found


def _module(reader: Reader) -> str:
    return str(reader.read.__module__)


# -- files that a project or a user keeps ----------------------------------------------------------


@cache
def ruleset() -> Ruleset:
    """The rulesets, read once."""
    return load()


def _file(name: str, data: bytes) -> Path:
    path = _scratch() / name
    path.write_bytes(data)
    return path


@contextmanager
def _refused() -> Iterator[None]:
    """An error of ours is a good answer, if it is one line."""
    try:
        yield
    except ReachError as error:
        if not str(error):
            raise Fault("an error without a word") from error


def _rules(data: bytes) -> None:
    with _refused():
        load([_file("rules.toml", data)])


def _policy(data: bytes) -> None:
    with _refused():
        read_policy(_file("reach-policy.toml", data), ruleset())


def _feed(data: bytes) -> None:
    with _refused():
        bundle(table(parse_json(data, "feed.json"), "feed.json"))


def _lock(data: bytes) -> None:
    text = data.decode("utf-8", "replace").replace("\r\n", "\n")
    whole = f'version = 1\ndigest = "sha256:{digest(text)}"\n{text}'
    with _refused():
        parse_lock(whole, Path("models.lock"))


def _settings(data: bytes) -> None:
    with _refused():
        read_config(_file("reach.toml", data))


def _report(data: bytes) -> None:
    with _refused():
        read_report(_file("report.json", data))


def _index(data: bytes) -> None:
    folder = _scratch() / "repository" / ".git"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "index").write_bytes(data)
    tracked_files(folder.parent)


# -- weights ---------------------------------------------------------------------------------------


def _header(data: bytes) -> None:
    stream = io.BytesIO(data)
    form = format_of(stream, len(data))
    for form_of in {form, "safetensors", "gguf", "keras", "onnx", "numpy"}:
        for key, value in facts_of(form_of, stream):
            if len(value) > 1_000:
                raise Fault(f"{key}: {len(value)} characters")


def _pickle(data: bytes) -> None:
    for _, value in imports_of(_file("a.pkl", data), len(data)):
        if len(value) > 100_000:
            raise Fault("endless imports")


TARGETS: tuple[Target, ...] = (
    Target("python", _python, seeds.python, 150),
    Target("notebook", _notebook, seeds.notebooks, 50),
    Target("scan", scan_tree, seeds.trees, 15),
    Target("evaluator", scan_once, seeds.trees, 95),
    Target("programs", scan_program, seeds.numbers, 10),
    _files("manifests", 80, MANIFESTS),
    _files("containers", 70, _deployments("dockerfile", "compose", "bake", "bento", "cog")),
    _files("cluster", 70, _deployments("kubernetes", "helm", "resources", "ray_serve")),
    _files("scripts", 70, _deployments("script", "makefile", "procfile", "dotenv", "recipes")),
    _files("services", 40, _deployments("systemd", "supervisord", "serverless", "platform")),
    _files("pipelines", 60, _deployments("workflow", "gitlab", "tasks")),
    Target("rulesets", _rules, seeds.rulesets, 10),
    Target("policy", _policy, seeds.policies, 20),
    Target("feed", _feed, seeds.feeds, 40),
    Target("lock", _lock, seeds.locks, 40),
    Target("settings", _settings, seeds.settings, 25),
    Target("report", _report, seeds.reports, 50),
    Target("git-index", _index, seeds.index, 25),
    Target("weights", _header, seeds.weights, 72),
    Target("pickles", _pickle, seeds.pickles, 8),
)
"""Every target; a round has 1,000 inputs."""
