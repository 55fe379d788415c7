"""Overloaded shift and or operators build pipelines."""


class Step:
    def __init__(self, name):
        self.name = name

    def __or__(self, other):
        return Chain(self, other)

    def __rshift__(self, other):
        return other


class Chain:
    def __init__(self, *steps):
        self.steps = steps

    def run(self):
        return [step.name for step in self.steps]


chain = Step("a") | Step("b")
chain.run()
Step("c") >> Step("d")
