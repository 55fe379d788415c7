"""Sets the switches in different places."""

from data import Data, load, pack


def prepare():
    """Leaves the switches as they are."""
    Data()
    load("org/plain")
    load("org/remote", remote=True)


if __name__ == "__main__":
    prepare()
    Data(pitch=True, path="pitch.pt")
    pack()
