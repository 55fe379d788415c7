"""Assigning and deleting a property call its functions."""


def check(value):
    return value


def forget():
    return None


class Settings:
    @property
    def device(self):
        return "cpu"

    @device.setter
    def device(self, value):
        check(value)

    @device.deleter
    def device(self):
        forget()


def run():
    settings = Settings()
    settings.device = "gpu"
    del settings.device


run()
