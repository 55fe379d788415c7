"""A parser is given its callbacks by name."""

from python_multipart import QuerystringParser
from python_multipart.multipart import MultipartParser


class Form:
    def __init__(self):
        self.names = []

    def on_name(self, data, start, end):
        self.names.append(data[start:end])

    def on_end(self):
        self.names.append(b"")

    def read(self, data):
        callbacks = {"on_field_name": self.on_name, "on_end": self.on_end}
        parser = QuerystringParser(callbacks)
        parser.write(data)
        parser.finalize()
        return self.names


def on_part():
    return None


def read_parts(data):
    parser = MultipartParser(b"boundary", callbacks={"on_part_begin": on_part})
    parser.write(data)


Form().read(b"a=1&b=2")
read_parts(b"--boundary\r\nContent-Type: text/plain\r\n\r\nx\r\n--boundary--\r\n")
