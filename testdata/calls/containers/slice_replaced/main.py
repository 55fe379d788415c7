"""Assigning to a slice puts in the elements, not the list that holds them."""


class Word:
    def show(self):
        return "word"


class Phrase:
    def __init__(self, parts):
        self.parts = parts

    def show(self):
        return "phrase"


class Line:
    def __init__(self, words):
        self.parts = list(words)

    def group(self, start, end, kind):
        made = kind(self.parts[start:end])
        self.parts[start:end] = [made]
        return made

    def show_all(self):
        for part in self.parts:
            part.show()


line = Line([Word(), Word(), Word()])
line.group(0, 2, Phrase)
line.show_all()
