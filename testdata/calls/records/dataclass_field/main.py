"""The generated constructor stores its arguments in the fields."""

from dataclasses import dataclass


class Engine:
    def start(self):
        return 1


@dataclass
class Car:
    name: str
    engine: Engine

    def drive(self):
        return self.engine.start()


Car("a", Engine()).drive()
