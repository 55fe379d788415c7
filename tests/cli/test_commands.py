"""Transcripts: commands, what they print, and their exit status.

A transcript is a text file. `$ reach ...` starts a command; what follows is stdout, then stderr
with `! ` before each line, then `--> N` for an exit status other than 0. `# ` starts a comment
between commands. `make update-golden` rewrites them; read the difference before you commit it.
"""

import shlex
import shutil
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from reach import cli

COMMANDS = Path(__file__).parents[2] / "testdata" / "commands"
TRANSCRIPTS = sorted(path.name for path in COMMANDS.glob("*.ct"))


@dataclass
class Block:
    """A command with the comment above it and the output below it."""

    comment: list[str] = field(default_factory=list)
    command: str = ""
    output: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        body = "\n".join([f"$ {self.command}", *self.output]).rstrip()
        return "\n".join([*self.comment, *([""] if self.comment else []), body])


def parse(text: str) -> list[Block]:
    blocks: list[Block] = []
    comment: list[str] = []
    for line in text.splitlines():
        if line.startswith("$ "):
            blocks.append(Block(comment, line[2:]))
            comment = []
        elif line.startswith("# "):
            comment.append(line)
        elif blocks and not comment:
            blocks[-1].output.append(line)
    return blocks


def run(block: Block, capsys: pytest.CaptureFixture[str]) -> Block:
    program, *arguments = shlex.split(block.command)
    assert program == "reach"
    status = cli.run(arguments)
    shown = capsys.readouterr()
    lines = [line.rstrip() for line in shown.out.splitlines()]
    lines += [f"! {line}" for line in shown.err.splitlines()]
    lines += [f"--> {status}"] if status else []
    # A comment mark of Markdown output would be read as a comment of the transcript.
    lines = [f" {line}" if line.startswith(("# ", "$ ")) else line for line in lines]
    return Block(block.comment, block.command, lines)


@pytest.mark.parametrize("name", TRANSCRIPTS)
def test_transcript(
    name: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    update_golden: bool,
) -> None:
    shutil.copytree(COMMANDS / "trees", tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.delenv("REACH_DEBUG", raising=False)
    file = COMMANDS / name
    expected = file.read_text(encoding="utf-8")
    actual = "\n\n".join(str(run(block, capsys)) for block in parse(expected)) + "\n"
    assert "internal error" not in actual, actual
    if update_golden:
        file.write_text(actual, encoding="utf-8")
    else:
        assert actual == expected, f"{name} changed; `make update-golden` rewrites it"
