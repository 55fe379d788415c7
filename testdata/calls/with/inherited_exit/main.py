"""Enter and exit may come from a base, and call methods of the subclass."""


class Resource:
    def __enter__(self):
        self.acquire()
        return self

    def __exit__(self, *details):
        self.free()

    def free(self):
        return None


class Device(Resource):
    def acquire(self):
        return 1


with Device():
    pass
