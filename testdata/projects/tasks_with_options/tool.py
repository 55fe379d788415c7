"""Commands, one of which a task runs with options."""

from pathlib import Path

import torch
import typer
from transformers import AutoTokenizer

app = typer.Typer()


@app.command()
def tune(model: str = typer.Option(...), head: Path = Path("heads/new.pt")):
    AutoTokenizer.from_pretrained(model)
    torch.load(head)


@app.command()
def untouched(head: Path = Path("heads/untouched.pt")):
    torch.load(head)


if __name__ == "__main__":
    app()
