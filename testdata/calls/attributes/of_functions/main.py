class Report:
    def __init__(self, rows):
        self.rows = rows

    def total(self):
        return Total(sum(self.rows))


class Total:
    def __init__(self, value):
        self.value = value

    def text(self):
        return f"{self.value}"


def total(rows):
    return 0


def show(part):
    try:
        made = part.total()
    except AttributeError:
        return part([])
    return made.text()


for each in (Report([1, 2]), total):
    print(show(each))
