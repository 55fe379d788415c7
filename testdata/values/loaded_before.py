"""A pipeline that is given what the object loaded before; nothing stood there at first."""

from transformers import AutoModel, AutoTokenizer, pipeline


class Translator:
    def __init__(self):
        self.model = None
        self.tokenizer = None
        self.name = None

    def translate(self, text, name):
        if name != self.name or self.model is None:
            self.name = name
            self.model = AutoModel.from_pretrained(name)  #? "org/words" @ literal:21
            self.tokenizer = AutoTokenizer.from_pretrained(name)  #? "org/words" @ literal:21
        pipe = pipeline("translation", model=self.model, tokenizer=self.tokenizer)
        return pipe(text)


Translator().translate("x", "org/words")
