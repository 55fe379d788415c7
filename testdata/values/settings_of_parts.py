"""Settings put together from parts: the bases of the class are in a list."""

import os

from pydantic import BaseModel, Field
from transformers import AutoModel

TASKS = os.environ.get("TASKS", "chat").split(",")


class Server(BaseModel):
    port: int = 8000


class Chat(BaseModel):
    model: str = Field(default=os.environ.get("CHAT_MODEL", "org/chat"))


class Search(BaseModel):
    embedding: str = "org/search"


parts = [Server]
if "chat" in TASKS:
    parts.append(Chat)
if "search" in TASKS:
    parts.extend([Search])


class Settings(*parts):
    pass


settings = Settings()
AutoModel.from_pretrained(settings.model)  #? "org/chat" @ environment default:16
AutoModel.from_pretrained(settings.embedding)  #? "org/search" @ field default:20
