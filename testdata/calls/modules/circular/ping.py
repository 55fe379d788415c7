"""One player."""

import pong


def serve(count):
    return pong.answer(count - 1)
