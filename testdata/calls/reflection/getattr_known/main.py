"""getattr with a known name is an attribute."""


class Pipeline:
    def load(self):
        return 1

    def save(self):
        return 2


def run():
    pipeline = Pipeline()
    return getattr(pipeline, "save")()  # noqa: B009


run()
