"""Found by the platform by its name; nothing here says so."""

import pickle


def lambda_handler(event, context):
    with open("classifier.pkl", "rb") as file:
        return pickle.load(file).predict(event["rows"])


class Worker:
    def lambda_handler(self, event):
        return self._private(event)

    def _private(self, event):
        return event
