from fastapi import APIRouter

from voice.dependencies import RegistryDependency

router = APIRouter()


@router.post("/voices")
def voices(registry: RegistryDependency):
    return registry.load("acme/voices")
