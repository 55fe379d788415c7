"""Two objects of one class hold different things."""


class Slots:
    def __init__(self):
        self.entries = {}
        self.order = []

    def put(self, name, entry):
        self.entries[name] = entry
        self.order.append(name)

    def first(self):
        return self.entries[self.order[0]]

    def __iter__(self):
        return iter([self.entries[name] for name in self.order])


class Reader:
    def work(self):
        return "read"


class Writer:
    def work(self):
        return "written"


class Pipeline:
    def __init__(self):
        self.readers = Slots()
        self.writers = Slots()

    def extend(self):
        self.readers.put("plain", Reader())
        self.writers.put("plain", Writer())

    def read(self):
        for reader in self.readers:
            reader.work()

    def write(self):
        self.writers.first().work()


pipeline = Pipeline()
pipeline.extend()
pipeline.read()
pipeline.write()
