import sys

from transformers import AutoTokenizer


class Tool:
    loader = None
    name = None

    def setup(self):
        self.model = self.loader.from_pretrained(self.name)


class Speech(Tool):
    name = "org/speech"

    def __new__(cls):
        cls.loader = AutoTokenizer
        return super().__new__(cls)


def run(tool: Tool):
    tool.setup()


if __name__ == "__main__":
    run(__import__(sys.argv[1]).tool)
