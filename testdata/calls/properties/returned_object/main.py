"""The value of a property is followed."""


class Engine:
    def start(self):
        return 1


class Car:
    @property
    def engine(self):
        return Engine()


def drive():
    Car().engine.start()


drive()
