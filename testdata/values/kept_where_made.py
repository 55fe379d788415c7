"""What an application is given where it is made, and what it is asked for in its first functions."""

from aiohttp import web
from sanic import Sanic
from sentence_transformers import SentenceTransformer

server = Sanic("server")


def made(name="org/by-default"):
    app = web.Application()
    app["model"] = name
    app["other"] = "org/other"
    app.on_startup.append(started)
    return app


async def started(app):
    SentenceTransformer(app["model"])  #? "org/by-default"
    SentenceTransformer(app["other"])  #? "org/other"


class Pool:
    def __init__(self, name):
        self.name = name

    def open(self):
        SentenceTransformer(self.name)  #? "org/pooled"


@server.before_server_start
async def set_up(app, loop):
    app.ctx.pool = Pool("org/pooled")
    app.ctx.pool.open()


web.run_app(made())
