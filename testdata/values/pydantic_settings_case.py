"""Identifiers in pydantic models and settings, and in attrs classes."""

from functools import lru_cache

import attr
import attrs
from pydantic import BaseModel, Field
from pydantic_settings import BaseSettings, SettingsConfigDict
from transformers import AutoModel


class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_prefix="APP_")

    model_id: str = "org/settings"
    described: str = Field(default="org/described", description="Which one.")
    first: str = Field("org/first")
    made: str = Field(default_factory=lambda: "org/made")
    required_id: str
    aliased: str = Field(alias="REPOSITORY")
    demanded: str = Field(...)


settings = Settings()
AutoModel.from_pretrained(settings.model_id)  #? "org/settings" @ field default:15
AutoModel.from_pretrained(settings.described)  #? "org/described" @ field default:16
AutoModel.from_pretrained(settings.first)  #? "org/first" @ field default:17
AutoModel.from_pretrained(settings.made)  #? "org/made"
AutoModel.from_pretrained(settings.required_id)  #? unknown: environment variable APP_REQUIRED_ID has no default
AutoModel.from_pretrained(settings.aliased)  #? unknown: environment variable REPOSITORY has no default
AutoModel.from_pretrained(settings.demanded)  #? unknown: environment variable APP_DEMANDED has no default


class Plain(BaseSettings):
    name: str


AutoModel.from_pretrained(Plain().name)  #? unknown: environment variable NAME has no default


@lru_cache
def get_settings() -> Settings:
    return Settings()


AutoModel.from_pretrained(get_settings().model_id)  #? "org/settings" @ field default:15


class Card(BaseModel):
    repo: str = "org/card"
    revision: str = "main"


AutoModel.from_pretrained(Card().repo)  #? "org/card" @ field default:50
card = Card(repo="org/card-given")
AutoModel.from_pretrained(card.repo, revision=card.revision)  #? "org/card-given" @ literal:55 revision="main"


class Group(BaseModel):
    card: Card = Card()


AutoModel.from_pretrained(Group().card.repo)  #? "org/card" @ field default:50


@attrs.define
class Modern:
    repo: str = "org/attrs"
    other: str = attrs.field(default="org/attrs-field")


@attr.s
class Older:
    repo = attr.ib(default="org/attr-ib")


AutoModel.from_pretrained(Modern().repo)  #? "org/attrs" @ field default:68
AutoModel.from_pretrained(Modern().other)  #? "org/attrs-field" @ field default:69
AutoModel.from_pretrained(Modern("org/attrs-given").repo)  #? "org/attrs-given" @ literal:79
AutoModel.from_pretrained(Older().repo)  #? "org/attr-ib" @ field default:74
