"""A project mixin stands before the external base in the search."""

import logging


class Tagged:
    def emit(self, record):
        self.tag(record)

    def tag(self, record):
        return record


class Handler(Tagged, logging.NullHandler):
    def flush(self):
        super().flush()


def run():
    handler = Handler()
    handler.emit("x")
    handler.flush()


run()
