class Table:
    def __getitem__(self, key):
        return {"key": key}

    def find(self, key):
        return self[key]


class Sorted(Table):
    def find(self, key):
        return Table.find(self, key.lower())


class Cached(Table):
    def __getitem__(self, key):
        return {"cached": key}


def look_up(table: Sorted):
    return table.find("A")
