"""A table built by a comprehension."""


class Head:
    def forward(self):
        return 1


def build():
    return {name: Head() for name in ("a", "b")}


def run():
    heads = build()
    return heads["a"].forward()


run()
