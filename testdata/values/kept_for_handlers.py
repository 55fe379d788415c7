"""What an application keeps under a key, and what a command keeps for the commands below it."""

from dataclasses import dataclass

import click
import typer
from aiohttp import web
from sentence_transformers import SentenceTransformer

WORDS = web.AppKey("words", str)
OTHERS = web.AppKey("others", str)


async def opened(app):
    app[WORDS] = "org/words"
    app[OTHERS] = "org/others"
    app["plain"] = "org/plain"
    yield


class Words(web.View):
    async def get(self):
        SentenceTransformer(self.request.app[WORDS])  #? "org/words" @ literal:15
        return web.json_response({})


async def plain(request):
    SentenceTransformer(request.config_dict["plain"])  #? "org/plain" @ literal:17
    return web.json_response({})


application = web.Application()
application.cleanup_ctx.append(opened)
application.router.add_view("/words", Words)
application.router.add_get("/plain", plain)


@dataclass
class State:
    model: str
    folder: str = "org/folder"


@click.group()
@click.option("--model", default="org/option")
@click.pass_context
def group(ctx, model):
    ctx.ensure_object(dict)
    ctx.obj["model"] = model
    ctx.obj["fixed"] = "org/fixed"


@group.command()
@click.pass_context
def below(ctx):
    SentenceTransformer(ctx.obj["model"])  #? "org/option" @ click default:45
    SentenceTransformer(ctx.obj["fixed"])  #? "org/fixed" @ literal:50


tool = typer.Typer()


@tool.callback()
def around(context: typer.Context, model: str = "org/typed"):
    context.obj = State(model)


@tool.command()
def inside(context: typer.Context):
    SentenceTransformer(context.obj.model)  #? "org/typed" @ typer default:64
    SentenceTransformer(context.obj.folder)  #? "org/folder" @ field default:41
