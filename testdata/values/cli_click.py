"""Identifiers given on the command line, read by click."""

import click
from transformers import AutoModel


@click.command()
@click.option("--model", default="org/option", help="Model to load.")
@click.option("--model-id", "-m", "repository", default="org/renamed")
@click.option("--kind", type=click.Choice(["org/choice-a", "org/choice-b"]))
@click.option("--size", type=click.Choice(["s", "l"]), default="s")
@click.option("--large/--small", default=False)
@click.option("--name", required=True)
@click.option("--from-env", envvar="APP_MODEL", default="org/behind-env")
@click.argument("path")
@click.argument("source", default="org/argument")
def main(model, repository, kind, size, large, name, from_env, path, source):
    AutoModel.from_pretrained(model)  #? "org/option" @ click default:8
    AutoModel.from_pretrained(repository)  #? "org/renamed" @ click default:9
    AutoModel.from_pretrained(kind)  #? "org/choice-a" @ click choice:10 | "org/choice-b" @ click choice:10
    AutoModel.from_pretrained(f"org/size-{size}")  #? "org/size-s" | "org/size-l"
    AutoModel.from_pretrained("org/big" if large else "org/little")  #? "org/big" @ literal:22 | "org/little" @ literal:22
    AutoModel.from_pretrained(name)  #? unknown: command line argument --name has no default
    AutoModel.from_pretrained(from_env)  #? "org/behind-env" @ click default:14
    AutoModel.from_pretrained(path)  #? unknown: command line argument path has no default
    AutoModel.from_pretrained(source)  #? "org/argument" @ click default:16


@click.group()
def cli():
    """A group of commands."""


@cli.command("fetch")
@click.option("--target", default="org/group-command")
def fetch(target):
    AutoModel.from_pretrained(target)  #? "org/group-command" @ click default:35


@cli.command()
@click.option("--passed", default="org/passed-on")
def delegate(passed):
    load(passed)


def load(name):
    return AutoModel.from_pretrained(name)  #? "org/passed-on" @ click default:41


if __name__ == "__main__":
    cli()
