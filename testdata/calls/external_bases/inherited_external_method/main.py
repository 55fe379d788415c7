"""A method that only the external base has keeps its external name."""

import json


class Encoder(json.JSONEncoder):
    def label(self):
        return "encoder"


def dump(value):
    encoder = Encoder()
    encoder.label()
    return encoder.encode(value)


dump({})
