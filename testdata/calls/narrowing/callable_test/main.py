"""A value that may be a class or an object is told apart."""


class Sink:
    def write(self):
        return 1


def emit(sink):
    if isinstance(sink, type):
        sink = sink()
    return sink.write()


emit(Sink)
emit(Sink())
