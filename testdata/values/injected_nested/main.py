"""A container in a container is configured by the one around it."""

from dependency_injector import containers, providers
from transformers import AutoTokenizer


class Tagger:
    def __init__(self, repo, revision):
        self.tokenizer = AutoTokenizer.from_pretrained(repo, revision=revision)  #? "org/nested" revision="7"

    def run(self):
        return self.tokenizer


class Splitter:
    def __init__(self, tagger, repo):
        self.tokenizer = AutoTokenizer.from_pretrained(repo)  #? "org/by-variable-default"


class Models(containers.DeclarativeContainer):
    config = providers.Configuration(strict=True)

    tagger = providers.Singleton(Tagger, repo=config.tagger.repo, revision=config.tagger.revision)
    splitter = providers.Factory(Splitter, tagger=tagger, repo=config.splitter)


class App(containers.DeclarativeContainer):
    config = providers.Configuration(yaml_files=["config.yml"])
    models = providers.Container(Models, config=config.models)


app = App()
app.models.tagger().run()
app.models.splitter()
