"""One attribute is a mapping while it is filled and a list of pairs afterwards; what is put under
a key is put into the mapping, and keys stay keys."""

from collections import defaultdict


class Label:
    def __init__(self, name):
        self.name = name

    def __eq__(self, other):
        return self.name == other.name

    def __hash__(self):
        return hash(self.name)

    def shown(self):
        return self.name


class Article:
    def __init__(self, label):
        self.label = label

    def shown(self):
        return "article"


class Site:
    def __init__(self):
        self.labels = defaultdict(list)
        self.first = {}
        self.articles = []

    def fill(self, names):
        for name in names:
            article = Article(Label(name))
            self.labels[article.label].append(article)
            self.first[article.label] = article
            self.articles.append(article)
        self.labels = list(self.labels.items())
        self.first = list(self.first.items())

    def write(self):
        for label, articles in self.labels:
            label.shown()
            print([one for one in self.articles if one in articles])

    def write_first(self):
        for _, article in self.first:
            article.shown()

    def search(self, label):
        return [articles for each, articles in self.labels if each in [label]]


class Rows:
    """Here a list is changed and looked into by numbers, and may be a mapping too."""

    def __init__(self, named):
        self.rows = {"a": Article(None)} if named else [Label("x")]

    def replaced(self, index):
        self.rows[index] = Label("y")
        return self.rows[0].shown()

    def named(self):
        return self.rows["a"].shown()


site = Site()
site.fill(["a", "b"])
site.write()
site.write_first()
site.search(Label("a"))
Rows(False).replaced(0)
Rows(True).named()
