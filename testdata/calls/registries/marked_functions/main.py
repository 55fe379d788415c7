"""A loader that goes through a module and keeps what is marked."""

import handlers


class Handler:
    is_handler = True

    def __init__(self, function):
        self.function = function

    def __call__(self, event):
        return self.function(event)


def load(module):
    found, closing = [], []
    for thing in vars(module).values():
        if not callable(thing):
            continue
        is_handler = getattr(thing, "is_handler", False) is True
        if getattr(thing, "__name__", None) == "close":
            closing.append(thing)
            continue
        elif not is_handler:
            continue
        elif not isinstance(thing, Handler):
            thing = Handler(thing)
        found.append(thing)
    return found, closing


def wanted(module):
    return [thing for thing in vars(module).values() if getattr(thing, "urgent", False)]


handlers_found, at_end = load(handlers)
for handler in handlers_found:
    handler("event")
for function in at_end:
    function()
for function in wanted(handlers):
    function("now")
