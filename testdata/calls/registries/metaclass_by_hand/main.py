"""Rules whose base is made by hand from a plain class, with a metaclass that keeps a list."""

RULES = []


class RuleMeta(type):
    def __new__(cls, name, bases, names):
        make = super().__new__
        above = [base for base in bases if isinstance(base, RuleMeta)]
        if not above:
            return make(cls, name, bases, names)
        names["place"] = len(RULES)
        names["check"] = staticmethod(names["check"])
        made = make(cls, name, bases, names)
        made.describe(names.get("about", ""))
        RULES.append(made)
        return made

    def describe(cls, text):
        cls.title = text.strip()


class Rule:
    check = None
    default = None

    def __init__(self):
        self.value = None
        if self.default is not None:
            self.put(self.default)

    def put(self, value):
        self.value = self.check(value)

    def get(self):
        return self.value

    def __lt__(self, other):
        return self.place < other.place


Rule = RuleMeta("Rule", (Rule,), {})


def check_number(value):
    return int(value)


def check_text(value):
    return str(value)


class Port(Rule):
    about = "where it listens"
    check = check_number
    default = "80"


class Host(Rule):
    about = "what it is called"
    check = check_text


def all_rules():
    found = {}
    for rule in RULES:
        made = rule()
        found[made.title] = made
    return found


class Settings:
    def __init__(self):
        self.rules = all_rules()

    def __getattr__(self, name):
        return self.rules[name].get()

    def put(self, name, value):
        self.rules[name].put(value)


settings = Settings()
settings.put("where it listens", 8080)
getattr(settings, "what it is called")
for rule in sorted(settings.rules.values()):
    rule.get()
