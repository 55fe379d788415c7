"""The heavy part."""


class Heavy:
    def run(self):
        return 1
