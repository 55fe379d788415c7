class Answer:
    def __init__(self, model):
        self.model = model

    def text(self):
        return "".join(self.parts())


class Whole(Answer):
    def parts(self):
        return [self.model.complete()]


class Streamed(Answer):
    def parts(self):
        return list(self.model.stream())


class Local:
    def complete(self):
        return "a"

    def stream(self):
        return "a"


class Remote:
    def complete(self):
        return "b"

    def stream(self):
        yield "b"


def main():
    Whole(Local()).text()
    Streamed(Remote()).text()


main()
