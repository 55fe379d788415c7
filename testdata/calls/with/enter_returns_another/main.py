"""The name bound by with is what __enter__ returns."""


class Cursor:
    def execute(self):
        return 1


class Connection:
    def __enter__(self):
        return Cursor()

    def __exit__(self, kind, value, trace):
        return False

    def execute(self):
        return 2


def query():
    with Connection() as cursor:
        return cursor.execute()


query()
