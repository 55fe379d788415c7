"""An overridden method that only the base class calls."""

import json


class Encoder(json.JSONEncoder):
    def default(self, value):
        return self.plain(value)

    def plain(self, value):
        return sorted(value)


def run():
    return Encoder().encode({"a": {1}})


def dump():
    return json.dumps({"a": {2}}, cls=Encoder)


run()
dump()
