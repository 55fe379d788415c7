"""Containers that say what is made with what, and functions that are given it."""

from dependency_injector import containers, providers
from dependency_injector.wiring import Provide, inject
from sentence_transformers import CrossEncoder, SentenceTransformer


class Words:
    def __init__(self, name, revision=None):
        self.model = SentenceTransformer(name, revision=revision)  #? "org/configured" @ config file:config.yml:2 revision="main"

    def encode(self, text):
        return self.model.encode(text)


class Pairs:
    def __init__(self, name):
        self.name = name

    def load(self):
        return CrossEncoder(self.name)  #? "org/in-json" @ config file:more.json:1


class Search:
    def __init__(self, words, pairs, extra):
        self.words = words
        self.pairs = pairs
        self.extra = extra

    def run(self, text):
        self.pairs.load()
        SentenceTransformer(self.extra)  #? "org/in-code" @ literal:55
        return self.words.encode(text)


class Container(containers.DeclarativeContainer):
    config = providers.Configuration(yaml_files=["config.yml"])

    words = providers.Singleton(
        Words,
        name=config.words.name,
        revision=config.words.revision,
    )
    pairs = providers.Factory(Pairs, config.pairs.name)
    search = providers.Factory(Search, words=words, pairs=pairs, extra=config.extra)


@inject
def main(search: Search = Provide[Container.search]):
    return search.run("text")


container = Container()
container.config.from_json("more.json")
container.config.from_dict({"extra": "org/in-code"})
container.wire(modules=[__name__])
main()
container.words().encode("text")
