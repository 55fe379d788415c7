import click
import torch


@click.group()
def main():
    """Build or check the index."""


@main.command()
@click.option("--again", is_flag=True, default=False)
@click.option("--model", default="index/model.pt")
def build(again, model):
    if again:
        forget(torch.load("index/old.pt", weights_only=False))
    return torch.load(model, weights_only=False)


@main.command()
@click.option("--deep", is_flag=True, default=False)
@click.option("--twice", is_flag=True, default=False)
def check(deep, twice):
    if deep:
        compare("index/deep.pt")
    if twice:
        compare("index/twice.pt")


def compare(path):
    return torch.load(path, weights_only=False)


def forget(index):
    index.clear()


if __name__ == "__main__":
    main()
