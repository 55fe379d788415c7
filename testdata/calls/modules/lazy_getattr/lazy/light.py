"""The light part."""


class Light:
    def run(self):
        return 2
