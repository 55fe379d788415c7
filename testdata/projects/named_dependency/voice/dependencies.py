from typing import Annotated

from fastapi import Depends
from transformers import AutoTokenizer


class Registry:
    def load(self, name):
        return AutoTokenizer.from_pretrained(name)


class Cache:
    def load(self, name):
        return name


async def get_registry() -> Registry:
    return Registry()


RegistryDependency = Annotated[Registry, Depends(get_registry)]
