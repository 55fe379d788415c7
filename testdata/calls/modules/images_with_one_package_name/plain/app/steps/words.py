from app.steps import Step


class Words(Step):
    def load(self):
        pass


def make():
    return Words()
