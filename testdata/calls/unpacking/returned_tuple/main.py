"""Two values returned together are told apart."""


class Model:
    def run(self):
        return 1


class Tokenizer:
    def split(self):
        return 2


def load():
    return Model(), Tokenizer()


def start():
    model, tokenizer = load()
    tokenizer.split()
    return model.run()


start()
