"""A stack of werkzeug knows what is going on; a proxy stands for what is on top."""

from werkzeug.local import LocalProxy, LocalStack

_stack = LocalStack()


class Silent:
    """Says nothing."""

    def say(self, text):
        return None


silent = Silent()


@LocalProxy
def speaker():
    current = _stack.top
    if current is None:
        return silent
    return current


class Speaker:
    """Speaks while it is on top."""

    def say(self, text):
        return text.upper()

    def push(self):
        _stack.push(self)

    def __enter__(self):
        self.push()
        return self

    def __exit__(self, *error):
        _stack.pop().leave()

    def leave(self):
        return None


def work():
    speaker.say("working")


work()
with Speaker():
    work()
