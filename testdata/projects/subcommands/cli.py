import pickle

import click

from service import main as serve


@click.group()
def main():
    """Programs of the service."""


@main.command("init")
def prepare():
    with open("init.pkl", "rb") as stream:
        pickle.load(stream)


@main.command()
def warm_up():
    with open("warm.pkl", "rb") as stream:
        pickle.load(stream)


main.add_command(serve, "start")

if __name__ == "__main__":
    main()
