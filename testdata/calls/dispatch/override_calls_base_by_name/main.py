"""Calling a base by name does not go to the override."""


class Policy:
    def decide(self):
        return self.rule()

    def rule(self):
        return True


class Strict(Policy):
    def rule(self):
        return Policy.rule(self) and False


Strict().decide()
