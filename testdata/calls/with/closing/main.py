"""closing calls close on the object when the block ends."""

from contextlib import closing, suppress


class Cursor:
    def close(self):
        return None

    def fetch(self):
        return 1


def run():
    with closing(Cursor()) as cursor, suppress(ValueError):
        return cursor.fetch()


run()
