"""Functions that help to read and write JSON."""

import json


def encode(value):
    return str(value)


def decode(pairs):
    return pairs


def run():
    text = json.dumps({"a": {1}}, default=encode)
    return json.loads(text, object_hook=decode)


run()
