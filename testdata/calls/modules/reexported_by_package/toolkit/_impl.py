"""What stands behind it."""


def _fetch():
    return 1


class Store:
    def put(self):
        return _fetch()
