"""Settings that a file gives."""

import json

import click
from pydantic import BaseModel
from pydantic_settings import BaseSettings, SettingsConfigDict, YamlConfigSettingsSource
from transformers import AutoModel


class Encoder(BaseModel):
    """One of them."""

    repo: str = "org/of-code"
    revision: str | None = None


class Settings(BaseSettings):
    """All of them."""

    model_config = SettingsConfigDict(yaml_file="app.yaml", env_nested_delimiter="__")

    encoder: Encoder = Encoder()
    reader: str = "org/reader-of-code"
    writer: str = "org/writer-of-code"

    @classmethod
    def settings_customise_sources(cls, settings_cls, init_settings, env_settings, **others):
        """The environment, then the file."""
        return init_settings, env_settings, YamlConfigSettingsSource(settings_cls)


settings = Settings()
AutoModel.from_pretrained(settings.encoder.repo, revision=settings.encoder.revision)  #? "org/encoder" @ config file:app.yaml:2 revision="v4"
AutoModel.from_pretrained(settings.reader)  #? "org/reader" @ config file:app.yaml:3
AutoModel.from_pretrained(settings.writer)  #? "org/writer-of-code" @ field default:25

with click.open_file("app.json") as stream:
    AutoModel.from_pretrained(json.load(stream)["repo"])  #? "org/of-json" @ config file:app.json:1
