"""Methods that a base class offers on top of ours."""

from collections.abc import Mapping


class Settings(Mapping):
    def __getitem__(self, key):
        return key

    def __iter__(self):
        return iter(["a"])

    def __len__(self):
        return 1


def run():
    settings = Settings()
    settings.get("a")
    return settings["b"], len(settings)


run()
