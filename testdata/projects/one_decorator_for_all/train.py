from loader import prepare, setup
from steps import timed


@timed
def read():
    return []


@timed
def train(path):
    prepare()
    return setup(path), read()


def main():
    read()
    train("runs/last.pt")
    read()


if __name__ == "__main__":
    main()
