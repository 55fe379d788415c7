"""Settings in settings: variables are named by the way to them."""

from pydantic import BaseModel, Field
from pydantic_settings import BaseSettings, SettingsConfigDict
from transformers import AutoModel


class Source(BaseModel):
    repo: str = "org/default"
    revision: str = "main"


class Embedding(BaseModel):
    source: Source = Source(repo="org/embeds")
    name: str = "org/named"


class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_prefix="NESTED_", env_nested_delimiter="__")
    embedding: Embedding = Field(default_factory=Embedding)
    source: Source


class Flat(BaseSettings):
    model_config = SettingsConfigDict(env_prefix="NESTED_")
    embedding: Embedding = Embedding()


settings = Settings()
AutoModel.from_pretrained(settings.embedding.name)  #? "org/named" | "org/from-environment"
AutoModel.from_pretrained(settings.embedding.source.repo)  #? "org/embeds" | "org/deep"
AutoModel.from_pretrained(settings.source.repo)  #? "org/default"
AutoModel.from_pretrained(Flat().embedding.name)  #? "org/named"
