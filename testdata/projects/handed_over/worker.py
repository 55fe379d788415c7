"""A worker whose handlers are called by a library that nobody knows."""

import torch
import transponder

from kept import forgotten


class Answers:
    def __init__(self, path):
        self.path = path

    def _arrived(self, client, message):
        return torch.load(self.path)


def _configured(name):
    def _later(event):
        return torch.load(name)

    return _later


def _inner(event):
    return torch.load("inner.pt")


def _opened(event):
    transponder.after(_inner)


def main():
    client = transponder.Client()
    client.on("message", Answers("answers.pt")._arrived)
    client.subscribe({"opened": _opened})
    transponder.finally_(_configured("later.pt"))
    print(forgotten)


if __name__ == "__main__":
    main()
