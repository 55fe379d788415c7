"""Classes that answer: all but one are registered under a path."""

import joblib
from litestar import Controller, Litestar, post
from starlette.applications import Starlette
from starlette.endpoints import HTTPEndpoint
from starlette.routing import Route
from tornado.web import Application, RequestHandler


class Scores(HTTPEndpoint):
    async def post(self, request):
        return joblib.load("scores.joblib")


class Names(HTTPEndpoint):
    async def get(self, request):
        return joblib.load("names.joblib")


class Depth(RequestHandler):
    def initialize(self, size):
        self.size = size

    def put(self):
        self.write(joblib.load("depth.joblib"))


class Words(Controller):
    path = "/words"

    @post("/{name:str}")
    async def answer(self, name: str) -> str:
        return str(joblib.load("words.joblib"))


class Forgotten(HTTPEndpoint):
    async def get(self, request):
        return joblib.load("forgotten.joblib")


app = Starlette(routes=[Route("/scores", Scores), Route("/v1/names", Names)])
tornado = Application([(r"/depth", Depth, {"size": 3})])
litestar = Litestar(route_handlers=[Words])
