"""A partial method gets self when it is called."""

from functools import partialmethod


class Cell:
    def set_state(self, state):
        return self.log(state)

    def log(self, state):
        return state

    on = partialmethod(set_state, True)


Cell().on()
