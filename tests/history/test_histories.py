"""What each commit of a longer history made worse: a web service, and a trainer."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from reach.config import Options
from reach.scan import scan_since
from tests.history.repositories import COMMIT, commit, git, replace, write

PROJECTS = Path(__file__).parents[2] / "testdata" / "projects"
Edit = Callable[[Path], object]


def history(folder: Path, project: str, *edits: Edit) -> list[str]:
    """The commits of a repository that begins with a sample: the sample, and one for each edit."""
    shutil.copytree(PROJECTS / project, folder)
    git(folder, "init", "-q")
    names = [commit(folder, "first")]
    for edit in edits:
        edit(folder)
        names.append(commit(folder, edit.__name__))
    return names


def worse(folder: Path, names: list[str], number: int) -> set[tuple[str, str, str]]:
    """What one commit made worse: file, rule and sentence."""
    git(folder, "checkout", "-q", names[number])
    report = scan_since(names[number - 1], [folder], Options(jobs=1))
    return {(f.location.path, f.rule, c.text) for f in report.findings for c in f.changes}


def a_comment_above(folder: Path) -> None:
    replace(folder, "api/models.py", "def load", "# What is loaded is a file of ours.\n\ndef load")


def another_name_for_the_file(folder: Path) -> None:
    git(folder, "mv", "api/models.py", "api/weights.py")
    for file in (folder / "api").glob("*.py"):
        text = file.read_text()
        file.write_text(text.replace("from api import models", "from api import weights as models"))


def another_route(folder: Path) -> None:
    with (folder / "api" / "legacy.py").open("a") as file:
        file.write('\n\n@pages.route("/second")\ndef second():\n')
        file.write('    return str(models.load("b.pt"))\n')


def an_image(folder: Path) -> None:
    command = '["flask", "--app", "api.legacy:server", "run"]'
    write(folder, {"Dockerfile": f"FROM python:3.12\nCOPY . .\nCMD {command}\n"})


@pytest.fixture(scope="module")
def web(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    folder = tmp_path_factory.mktemp("web") / "service"
    edits = (a_comment_above, another_name_for_the_file, another_route, an_image)
    return folder, history(folder, "routers", *edits)


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (1, set()),
        (2, set()),
        (3, {"route /old/second reaches it now.", "b.pt is loaded now."}),
        (4, {"The grade was exposed, now deployed: route /old/score reaches it."}),
    ],
)
def test_a_web_service(web: tuple[Path, list[str]], number: int, expected: set[str]) -> None:
    found = worse(*web, number)
    assert {text for _, _, text in found} == expected
    assert {(path, rule) for path, rule, _ in found} <= {("api/weights.py", "torch-load")}


def pinned(folder: Path) -> None:
    replace(folder, "src/finetune/training.py", 'revision="main"', f'revision="{COMMIT}"')


def elsewhere(folder: Path) -> None:
    git(folder, "mv", "src/finetune/data.py", "src/finetune/corpus.py")
    replace(folder, "src/finetune/training.py", "finetune.data", "finetune.corpus")


def at_a_tag(folder: Path) -> None:
    replace(folder, "src/finetune/training.py", f'revision="{COMMIT}"', 'revision="v2"')


def without_safetensors(folder: Path) -> None:
    replace(folder, "src/finetune/training.py", ", use_safetensors=True", "")


DOWNLOAD, FORMAT = "unpinned-hub-download", "unsafe-format"


@pytest.fixture(scope="module")
def trainer(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    folder = tmp_path_factory.mktemp("trainer") / "trainer"
    edits = (pinned, elsewhere, at_a_tag, without_safetensors)
    return folder, history(folder, "cli_trainer", *edits)


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (1, set()),
        (2, set()),
        (3, {(DOWNLOAD, f"EleutherAI/pythia-410m was pinned to {COMMIT[:12]}, now v2.")}),
        (
            4,
            {
                (
                    DOWNLOAD,
                    "It was guarded by: use_safetensors is on, so that no pickled weights are"
                    " read. Now it is not.",
                ),
                (
                    FORMAT,
                    "This load of EleutherAI/pythia-410m did not break the rule unsafe-format"
                    " before.",
                ),
            },
        ),
    ],
)
def test_a_trainer(
    trainer: tuple[Path, list[str]], number: int, expected: set[tuple[str, str]]
) -> None:
    found = worse(*trainer, number)
    assert {(rule, text) for _, rule, text in found} == expected
    assert {path for path, _, _ in found} <= {"src/finetune/training.py"}
