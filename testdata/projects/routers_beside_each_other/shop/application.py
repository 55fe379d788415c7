import inspect
import sys

from fastapi import APIRouter, FastAPI


def lifespan(application):
    package = sys.modules[__name__.rpartition(".")[0]]
    for _, module in inspect.getmembers(package, inspect.ismodule):
        if isinstance(getattr(module, "router", None), APIRouter):
            application.include_router(module.router)
    yield


app = FastAPI(lifespan=lifespan)
