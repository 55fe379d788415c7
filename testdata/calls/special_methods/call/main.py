"""An object with __call__ is called like a function."""


class Scorer:
    def __init__(self, weight):
        self.weight = weight

    def __call__(self, value):
        return self.score(value)

    def score(self, value):
        return value * self.weight


scorer = Scorer(2)
scorer(1)
