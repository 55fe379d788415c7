"""A base method calls the override of the object at hand."""


class Trainer:
    def fit(self):
        self.before()
        return self.step()

    def before(self):
        return None

    def step(self):
        return 0


class FineTuner(Trainer):
    def step(self):
        return 1


FineTuner().fit()
