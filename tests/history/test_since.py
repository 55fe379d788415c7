"""What a change to a service made worse, and that moving code about makes nothing worse."""

from collections.abc import Callable
from pathlib import Path

import pytest

from reach.config import Options
from reach.scan import scan, scan_since
from tests.history.repositories import COMMIT, commit, git, replace, service, write

Edit = Callable[[Path], object]
JOBS = Options(jobs=1)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    return service(tmp_path / "service")


def worse(folder: Path, revision: str = "HEAD") -> list[tuple[str, str, str]]:
    """Rule, function and sentence of every change for the worse."""
    report = scan_since(revision, [folder], JOBS)
    return [(f.rule, f.function, c.text) for f in report.findings for c in f.changes]


def test_the_service_has_findings(repository: Path) -> None:
    found = {(f.rule, f.function, f.grade) for f in scan([repository], JOBS).findings}
    assert ("unpinned-hub-download", "loader.draft", "runnable") in found
    assert ("torch-load", "loader.restore", "public") in found
    assert not any(function == "loader.chat" for _, function, _ in found)


def moved_lines(folder: Path) -> None:
    replace(folder, "loader.py", "def chat", "# A comment.\n\nLIMIT = 3\n\n\ndef chat")


def other_order(folder: Path) -> None:
    text = (folder / "loader.py").read_text()
    head, chat, draft, fetch, restore = text.split("\n\n\n")
    (folder / "loader.py").write_text("\n\n\n".join((head, restore, fetch, draft, chat)))


def formatted(folder: Path) -> None:
    replace(
        folder,
        "loader.py",
        'pipeline("text-generation", model="acme/draft", revision="v1", model_kwargs=options)',
        "pipeline(\n        'text-generation',\n        model='acme/draft',\n"
        "        revision='v1',\n        model_kwargs=options,\n    )",
    )


def renamed_file(folder: Path) -> None:
    git(folder, "mv", "loader.py", "models.py")
    replace(folder, "app.py", "loader", "models")
    replace(folder, "train.py", "loader", "models")


def renamed_and_edited(folder: Path) -> None:
    renamed_file(folder)
    replace(folder, "models.py", "import torch", '"""Models."""\n\nimport torch')
    replace(folder, "models.py", "def draft():", "def draft(kind='text'):")


def into_a_package(folder: Path) -> None:
    write(folder, {"core/__init__.py": ""})
    git(folder, "mv", "loader.py", "core/loader.py")
    replace(folder, "app.py", "import loader", "from core import loader")
    replace(folder, "train.py", "import loader", "from core import loader")


def renamed_program(folder: Path) -> None:
    (folder / "train.py").rename(folder / "finetune.py")


def renamed_function(folder: Path) -> None:
    replace(folder, "loader.py", "def restore", "def load_state")


def renamed_caller(folder: Path) -> None:
    replace(folder, "train.py", "main()", "run()")


def extracted_function(folder: Path) -> None:
    replace(
        folder,
        "loader.py",
        'return pipeline("text-generation", model="acme/draft", revision="v1", ',
        'return _pipeline("acme/draft", options)\n\n\ndef _pipeline(name, options):\n'
        '    return pipeline("text-generation", model=name, revision="v1", ',
    )


def constant_for_a_literal(folder: Path) -> None:
    replace(folder, "loader.py", 'model="acme/draft"', "model=DRAFT")
    replace(folder, "loader.py", "REVISION =", 'DRAFT = "acme/draft"\nREVISION =')


def other_commit(folder: Path) -> None:
    replace(folder, "loader.py", COMMIT, "4" * 40)


def fixed(folder: Path) -> None:
    replace(folder, "loader.py", "weights_only=False", "weights_only=True")


def less_reached(folder: Path) -> None:
    replace(folder, "train.py", "    loader.draft()\n", "")


@pytest.mark.parametrize(
    "edit",
    [
        moved_lines,
        other_order,
        formatted,
        renamed_file,
        renamed_and_edited,
        into_a_package,
        renamed_program,
        renamed_function,
        renamed_caller,
        extracted_function,
        constant_for_a_literal,
        other_commit,
        fixed,
        less_reached,
    ],
)
def test_not_worse(repository: Path, edit: Edit) -> None:
    edit(repository)
    assert worse(repository) == []


def a_branch(folder: Path) -> None:
    replace(folder, "loader.py", f'"{COMMIT}"', '"main"')


def no_revision(folder: Path) -> None:
    replace(folder, "loader.py", "revision=REVISION, ", "")


def no_tag(folder: Path) -> None:
    replace(folder, "loader.py", 'model="acme/draft", revision="v1", ', 'model="acme/draft", ')


def a_route(folder: Path) -> None:
    route = '\n\n@app.get("/draft")\ndef draft():\n    return loader.draft()\n'
    (folder / "app.py").write_text((folder / "app.py").read_text() + route)


def a_second_program(folder: Path) -> None:
    main = 'if __name__ == "__main__":\n    loader.draft()\n'
    write(folder, {"evaluate.py": f"import loader\n\n{main}"})


def other_model(folder: Path) -> None:
    replace(folder, "loader.py", 'model="acme/draft"', 'model="else/draft"')


def from_outside(folder: Path) -> None:
    replace(folder, "loader.py", "def draft():", "def draft(name):")
    replace(folder, "loader.py", 'model="acme/draft"', "model=name")
    replace(folder, "train.py", "loader.draft()", "loader.draft(input())")


def a_pickle(folder: Path) -> None:
    replace(folder, "loader.py", "model.safetensors", "pytorch_model.bin")


def remote_code(folder: Path) -> None:
    replace(folder, "loader.py", "model_kwargs", "trust_remote_code=True, model_kwargs")


def a_second_call(folder: Path) -> None:
    replace(
        folder,
        "loader.py",
        "def restore(path):\n    return torch.load(path, weights_only=False)",
        "def restore(path, old):\n    torch.load(old, weights_only=False)\n"
        "    return torch.load(path, weights_only=False)",
    )


def a_container(folder: Path) -> None:
    write(folder, {"Dockerfile": 'FROM python:3.12\nCOPY . .\nCMD ["python", "train.py"]\n'})


DOWNLOAD = "unpinned-hub-download"


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        (
            a_branch,
            {(DOWNLOAD, "loader.chat", "acme/chat-7b was pinned to 3f2a1b4c5d6e, now main.")},
        ),
        (
            no_revision,
            {
                (
                    DOWNLOAD,
                    "loader.chat",
                    "acme/chat-7b was pinned to 3f2a1b4c5d6e, now it is not pinned.",
                )
            },
        ),
        (
            no_tag,
            {
                (
                    DOWNLOAD,
                    "loader.draft",
                    "acme/draft was taken at v1, now at whatever is newest.",
                )
            },
        ),
        (
            a_route,
            {
                (
                    DOWNLOAD,
                    "loader.draft",
                    "The grade was runnable, now exposed: GET /draft reaches it.",
                )
            },
        ),
        (a_second_program, {(DOWNLOAD, "loader.draft", "python evaluate.py reaches it now.")}),
        (
            other_model,
            {(DOWNLOAD, "loader.draft", "else/draft is loaded now, before acme/draft.")},
        ),
        (
            from_outside,
            {
                (
                    DOWNLOAD,
                    "loader.draft",
                    "acme/draft was loaded, now what is loaded is not known: result of input.",
                )
            },
        ),
        (
            remote_code,
            {
                (
                    "trust-remote-code",
                    "loader.draft",
                    "This load of acme/draft did not break the rule trust-remote-code before.",
                )
            },
        ),
        (a_second_call, {("torch-load", "loader.restore", "This call of torch.load is new.")}),
    ],
)
def test_worse(repository: Path, edit: Edit, expected: set[tuple[str, str, str]]) -> None:
    edit(repository)
    assert set(worse(repository)) == expected


def test_a_container_deploys_what_a_program_loads(repository: Path) -> None:
    a_container(repository)
    found = worse(repository)
    assert {(rule, function) for rule, function, _ in found} >= {(DOWNLOAD, "loader.draft")}
    assert all("was runnable, now deployed: python train.py reaches it." in t for *_, t in found)


def test_a_pickle_for_safetensors(repository: Path) -> None:
    a_pickle(repository)
    assert any("safetensors" in text and "pickle" in text for *_, text in worse(repository))


def test_a_weaker_way_adds_nothing(repository: Path) -> None:
    a_route(repository)
    commit(repository)
    a_second_program(repository)
    assert worse(repository) == []


def test_two_models_for_two_routes(repository: Path) -> None:
    route = '@app.get("/{0}")\ndef {0}():\n    return get("acme/{1}")\n'
    loads = "import torch\nfrom fastapi import FastAPI\n\napp = FastAPI()\n\n"
    loads += "def get(name):\n    return torch.hub.load(name, 'model')\n\n"
    write(repository, {"two.py": loads + route.format("a", "one") + route.format("b", "two")})
    commit(repository)
    replace(repository, "two.py", 'get("acme/two")', 'get("acme/one")')
    assert {text for *_, text in worse(repository)} == {
        "GET /b loads acme/one now, before acme/two."
    }


def test_the_second_call_is_the_new_one(repository: Path) -> None:
    a_second_call(repository)
    (finding,) = scan_since("HEAD", [repository], JOBS).findings
    assert finding.snippet == "torch.load(old, weights_only=False)"


def test_what_the_other_branch_got_is_no_change(repository: Path) -> None:
    git(repository, "checkout", "-q", "-b", "topic")
    moved_lines(repository)
    commit(repository, "on topic")
    git(repository, "checkout", "-q", "main")
    fixed(repository)
    commit(repository, "on main")
    git(repository, "checkout", "-q", "topic")
    assert worse(repository, "main") == []


def test_a_new_file_that_is_not_committed(repository: Path) -> None:
    write(repository, {"old.py": "import pickle\n\npickle.load(open('a.pkl', 'rb'))\n"})
    found = worse(repository)
    assert found == [("pickle-load", "old", "This call of pickle.load is new.")]


def test_what_is_no_worse_is_known(repository: Path) -> None:
    a_second_call(repository)
    report = scan_since("HEAD", [repository], JOBS)
    everything = scan([repository], JOBS)
    assert {f.location for f in report.known} | {f.location for f in report.findings} == {
        f.location for f in everything.findings
    }
    assert report.since.startswith("HEAD (")


def test_a_part_of_the_repository(repository: Path) -> None:
    write(repository, {"jobs/old.py": "import pickle\n\npickle.load(open('a.pkl', 'rb'))\n"})
    commit(repository)
    replace(repository, "jobs/old.py", "a.pkl", "b.pkl")
    found = worse(repository / "jobs")
    assert found == [("pickle-load", "old", "b.pkl is loaded now, before a.pkl.")]


def test_tracked_files_count_whatever_is_ignored(repository: Path) -> None:
    write(repository, {".gitignore": "weights/\n", "weights/load.py": "import pickle\n"})
    git(repository, "add", "-f", "weights/load.py")
    replace(repository, "weights/load.py", "\n", "\n\npickle.load(open('a.pkl', 'rb'))\n")
    git(repository, "add", "-f", "weights/load.py")
    commit(repository)
    assert worse(repository) == []
