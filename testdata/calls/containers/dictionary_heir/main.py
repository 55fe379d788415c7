"""A dictionary class of the program's own, filled in a loop, from another mapping and by `super()`;
each object has what it was given itself."""


class Run:
    @classmethod
    def get_name(cls):
        return cls.__name__.lower()

    def execute(self):
        return "run"


class Clean(Run):
    def execute(self):
        return "clean"


class Plugin:
    def __init__(self, name):
        self.name = name

    def load(self):
        return self.name


class Commands(dict):
    def add(self, names):
        self.update(self._made(names))

    def _made(self, names):
        return {name: Plugin(name) for name in names}

    def command(self, name):
        return self[name]


class Options(dict):
    def __init__(self, **given):
        super().__init__()
        self.update(first=given["first"])
        super().__setitem__("second", given["second"])


class Main:
    kinds = (Run, Clean)

    def commands(self):
        found = Commands()
        for kind in self.kinds:
            found[kind.get_name()] = kind
        return found

    def run(self, name):
        return self.commands().command(name)().execute()


def load_all(names):
    plugins = Commands()
    plugins.add(names)
    return [plugins.command(name).load() for name in names]


def first():
    return "first"


def second():
    return "second"


def call_second(options):
    return options["second"]()


Main().run("run")
load_all(["a"])
call_second(Options(first=first, second=second))
