"""Several managers in one statement are entered one by one."""


class Reader:
    def __enter__(self):
        return [1]

    def __exit__(self, *details):
        return None


class Writer:
    def __enter__(self):
        return self

    def __exit__(self, *details):
        return None

    def put(self, value):
        return value


def copy():
    with Reader() as rows, Writer() as writer:
        for row in rows:
            writer.put(row)


copy()
