"""Handlers, helpers and a mark."""


def mark(function):
    function.is_handler = True
    return function


def urgent(function):
    function.urgent = True
    return function


def helper(event):
    return event


@mark
def on_join(event):
    return helper(event)


@urgent
@mark
def on_alarm(event):
    return helper(event)


def close():
    return None


class Event:
    def __init__(self, text):
        self.text = text
