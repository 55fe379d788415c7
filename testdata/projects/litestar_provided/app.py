"""What dependencies return arrives under their names."""

from litestar import Controller, Litestar, get
from litestar.di import Provide
from transformers import AutoTokenizer


def name_of_model() -> str:
    return "acme/provided"


def load(name: str):
    return AutoTokenizer.from_pretrained(name)


async def chosen() -> str:
    return "acme/chosen"


def of_application():
    return "acme/everywhere"


@get("/at-the-route", dependencies={"model": Provide(load), "name": Provide(name_of_model)})
async def at_the_route(model) -> str:
    return model("text")


@get("/of-the-application")
async def of_the_application(shared: str) -> str:
    return AutoTokenizer.from_pretrained(shared)("text")


class Encoders(Controller):
    path = "/encoders"
    dependencies = {"picked": Provide(chosen)}

    @get("/one")
    async def one(self, picked: str) -> str:
        return AutoTokenizer.from_pretrained(picked)("text")

    @get("/other")
    async def other(self, asked: str) -> str:
        return AutoTokenizer.from_pretrained(asked)("text")


def not_a_handler(picked):
    return AutoTokenizer.from_pretrained(picked)


app = Litestar(
    [at_the_route, of_the_application, Encoders], dependencies={"shared": Provide(of_application)}
)
