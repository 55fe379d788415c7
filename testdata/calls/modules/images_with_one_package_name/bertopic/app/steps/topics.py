from bertopic import BERTopic

from app.steps import Step


class Topics(Step):
    def load(self):
        BERTopic()


def make():
    return Topics()
