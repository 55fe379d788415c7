import click
import torch

LAST = "voice/last.pt"


def spoken(text):
    return torch.load(LAST)(text)


@click.command()
@click.option("--codec", default="voice/codec.pt")
def main(codec):
    """Try a codec on a terminal."""
    return torch.load(codec)


if __name__ == "__main__":
    main()
