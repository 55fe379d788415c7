"""What `__setattr__` keeps in a place of its own is read through `__getattr__`."""


class Row:
    """Public names are columns."""

    def __init__(self):
        self._columns = {}
        self._seen = 0

    def __getattr__(self, name):
        try:
            return self._columns[name]
        except KeyError:
            raise AttributeError(name) from None

    def __setattr__(self, name, value):
        if name.startswith("_"):
            super().__setattr__(name, value)
        else:
            self._columns[name] = value


class Song(Row):
    def rename(self, title):
        self.title = title

    def label(self):
        return self.title

    def count(self):
        return self._seen


class Watched:
    """Everything is put on the object."""

    def __init__(self):
        self.changes = 0
        self.title = ""

    def __getattr__(self, name):
        return None

    def __setattr__(self, name, value):
        if name == "title":
            check(value)
        object.__setattr__(self, name, value)


def check(value):
    assert isinstance(value, str)


def path_of(song):
    return song.path


def of_row():
    song = Song()
    song.path = "a.mp3"
    song.rename("A")
    return path_of(song), song.label(), song.count()


def of_watched():
    watched = Watched()
    watched.title = "B"
    return watched.title, watched.changes


def absent():
    return Watched().colour


of_row()
of_watched()
absent()
