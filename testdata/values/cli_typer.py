"""Identifiers given on the command line, read by typer and fire."""

from enum import Enum
from typing import Annotated

import fire
import typer
from transformers import AutoModel

app = typer.Typer()


class Size(str, Enum):
    SMALL = "org/typer-small"
    LARGE = "org/typer-large"


@app.command()
def run(
    path: str,
    model: str = "org/typer-plain",
    option: str = typer.Option("org/typer-option", "--option", "-o"),
    argument: str = typer.Argument("org/typer-argument"),
    annotated: Annotated[str, typer.Option(help="Which one.")] = "org/typer-annotated",
    size: Size = Size.SMALL,
    required: str = typer.Option(...),
):
    AutoModel.from_pretrained(model)  #? "org/typer-plain" @ typer default:21
    AutoModel.from_pretrained(option)  #? "org/typer-option" @ typer default:22
    AutoModel.from_pretrained(argument)  #? "org/typer-argument" @ typer default:23
    AutoModel.from_pretrained(annotated)  #? "org/typer-annotated" @ typer default:24
    AutoModel.from_pretrained(size.value)  #? "org/typer-small" @ literal:14 | "org/typer-large" @ literal:15
    AutoModel.from_pretrained(path)  #? unknown: command line argument path has no default
    AutoModel.from_pretrained(required)  #? unknown: command line argument --required has no default


def simple(name: str = "org/typer-run"):
    AutoModel.from_pretrained(name)  #? "org/typer-run" @ typer default:37


def burning(name="org/fire", revision="main"):
    AutoModel.from_pretrained(name, revision=revision)  #? "org/fire" @ fire default:41 revision="main"


class Commands:
    def load(self, name="org/fire-method"):
        AutoModel.from_pretrained(name)  #? "org/fire-method" @ fire default:46

    def fetch(self, where):
        AutoModel.from_pretrained(where)  #? unknown: command line argument --where has no default


if __name__ == "__main__":
    typer.run(simple)
    fire.Fire(burning)
    fire.Fire(Commands)
