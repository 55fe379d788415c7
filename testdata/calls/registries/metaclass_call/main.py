"""A metaclass's __call__ makes the objects."""


class Singleton(type):
    made = {}

    def __call__(cls):
        if cls not in Singleton.made:
            Singleton.made[cls] = super().__call__()
        return Singleton.made[cls]


class Settings(metaclass=Singleton):
    def __init__(self):
        self.loaded = True

    def get(self):
        return self.loaded


Settings().get()
