"""A base class uses its own operators, which subclasses give another meaning."""


class Shelf:
    def __init__(self):
        self.boxes = {}

    def __contains__(self, label):
        return label in self.boxes

    def __getitem__(self, label):
        return self.boxes[label]

    def __setitem__(self, label, box):
        self.boxes[label] = box

    def fetch(self, label):
        if label in self:
            return self[label]
        return None

    def swap(self, label, box):
        old = self.fetch(label)
        self[label] = box
        return old


class Counting(Shelf):
    def __init__(self):
        super().__init__()
        self.reads = 0

    def __getitem__(self, label):
        self.reads += 1
        return super().__getitem__(label)


class Locked(Shelf):
    def __setitem__(self, label, box):
        raise ValueError(label)


def exercise(shelf: Shelf):
    return shelf.swap("nails", 3)
