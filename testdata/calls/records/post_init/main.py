"""__post_init__ runs at the end of the generated constructor."""

from dataclasses import dataclass


@dataclass
class Span:
    start: int
    stop: int

    def __post_init__(self):
        self.check()

    def check(self):
        return self.start <= self.stop


Span(1, 2)
