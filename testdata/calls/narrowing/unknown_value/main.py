"""A test tells the class of a value that nothing else is known about."""

import json
import sys


class Message:
    def send(self):
        return 1


def handle(text):
    value = json.loads(text)
    if isinstance(value, Message):
        value.send()
    return value


handle(sys.argv[-1] if sys.argv[1:] else "{}")
