"""__init_subclass__ runs when a subclass is defined and may record it."""


class Exporter:
    known = {}

    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        cls.known[cls.__name__] = cls


class Csv(Exporter):
    def write(self):
        return "csv"


class Html(Exporter):
    def write(self):
        return "html"


def export(kind):
    return Exporter.known[kind]().write()


export("Csv")
export("Html")
