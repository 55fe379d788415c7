"""A test tells the class of a value that nothing else is known about."""

import json


class Message:
    def send(self):
        return 1


def handle(text):
    value = json.loads(text)
    if isinstance(value, Message):
        value.send()
    return value


handle("{}")
