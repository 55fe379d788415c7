"""What is assigned to a property goes to its setter; reading it asks its getter."""


class Note:
    def pages(self):
        return 1


class Notes:
    def __init__(self, notes):
        self.notes = notes

    def pages(self):
        return 2


class Folder:
    def __init__(self):
        self._content = Notes([])

    @property
    def content(self):
        return self._content

    @content.setter
    def content(self, note):
        self._content.notes.append(note)


    def reset(self):
        self.content = Note()


def count(folder):
    return folder.content.pages()


Folder().reset()
count(Folder())
