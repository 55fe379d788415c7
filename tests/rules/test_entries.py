"""Entry patterns go through the whole scanner: who calls the handler that loads a pickle?"""

from pathlib import Path

import pytest

from reach.scan import scan

LOAD = "pickle.load(open('model.pkl', 'rb'))"
CASES = {
    "fastapi-route: POST /predict": """
        import fastapi
        app = fastapi.FastAPI()
        @app.post("/predict")
        def predict(): LOAD
    """,
    "fastapi-route: WEBSOCKET /ws": """
        from fastapi import APIRouter
        router = APIRouter()
        @router.websocket("/ws")
        async def talk(socket): LOAD
    """,
    "fastapi-route: route /a": """
        from fastapi import FastAPI
        def predict(): LOAD
        FastAPI().add_api_route("/a", predict)
    """,
    "fastapi-dependency: dependency model": """
        from fastapi import Depends, FastAPI
        def model(): LOAD
        app = FastAPI(dependencies=[Depends(model)])
    """,
    "fastapi-startup: startup of the application": """
        from fastapi import FastAPI
        app = FastAPI()
        @app.on_event("startup")
        def begin(): LOAD
    """,
    "fastapi-startup: life of the application: life": """
        from contextlib import asynccontextmanager
        from fastapi import FastAPI
        @asynccontextmanager
        async def life(app):
            LOAD
            yield
        app = FastAPI(lifespan=life)
    """,
    "starlette-route: route /admin/models/{name}": """
        from starlette.applications import Starlette
        from starlette.routing import Mount, Route
        def load(request): LOAD
        models = Mount("/models", app=Starlette(routes=[Route("/{name}", load)]))
        app = Starlette(routes=[Mount("/admin", routes=[models])])
    """,
    "falcon-resource: Weights.on_put": """
        import falcon
        class Weights:
            def on_put(self, req, resp): LOAD
        falcon.App().add_route("/weights", Weights())
    """,
    "flet-callback: Flet picked": """
        import flet as ft
        def main(page):
            def picked(event): LOAD
            page.overlay.append(ft.FilePicker(on_result=picked))
        ft.app(target=main)
    """,
    "starlette-route: route /a": """
        from starlette.applications import Starlette
        from starlette.routing import Route
        async def predict(request): LOAD
        app = Starlette(routes=[Route("/a", predict)])
    """,
    "flask-route: route /a": """
        from flask import Blueprint
        views = Blueprint("views", __name__)
        @views.route("/a")
        def predict(): LOAD
    """,
    "flask-route: route /b": """
        import flask
        app = flask.Flask(__name__)
        def predict(): LOAD
        app.add_url_rule("/b", view_func=predict)
    """,
    "flask-route: Predict.post": """
        from flask.views import MethodView
        class Predict(MethodView):
            def post(self): LOAD
    """,
    "flask-hook: BEFORE_REQUEST check": """
        from flask import Flask
        app = Flask(__name__)
        def check(): LOAD
        app.before_request(check)
    """,
    "flask-hook: REGISTER_ERROR_HANDLER failed": """
        from flask import Blueprint
        part = Blueprint("part", __name__)
        def failed(error): LOAD
        part.register_error_handler(404, failed)
    """,
    "fastapi-dependency: dependency check": """
        from fastapi import Depends, FastAPI
        def check(): LOAD
        app = FastAPI(dependencies=[Depends(check)])
    """,
    "flask-command: flask warm": """
        from flask import Flask
        app = Flask(__name__)
        @app.cli.command("warm")
        def warm(): LOAD
    """,
    "gradio-callback: Gradio answer": """
        import gradio as gr
        def answer(text): LOAD
        gr.Interface(fn=answer, inputs="text", outputs="text").launch()
    """,
    "gradio-callback: Gradio press": """
        import gradio as gr
        def press(): LOAD
        with gr.Blocks() as page:
            button = gr.Button("go")
            button.click(press)
    """,
    "gradio-callback: Gradio after": """
        import gradio as gr
        def first(): pass
        def after(): LOAD
        gr.Button("go").click(first).then(after)
    """,
    "streamlit-page: streamlit-page main.py": """
        import streamlit as st
        st.title("Model")
        LOAD
    """,
    "streamlit-callback: Streamlit press": """
        import streamlit as st
        def press(): LOAD
        st.sidebar.button("go", on_click=press)
    """,
    "celery-task: Celery task work": """
        from celery import Celery
        app = Celery("jobs")
        @app.task(bind=True)
        def work(self): LOAD
    """,
    "celery-task: Celery task shared": """
        from celery import shared_task
        @shared_task
        def shared(): LOAD
    """,
    "celery-signal: Celery signal warm": """
        from celery.signals import worker_process_init
        @worker_process_init.connect
        def warm(**kwargs): LOAD
    """,
    "django-view: route predict/": """
        from django.urls import path
        def predict(request): LOAD
        urlpatterns = [path("predict/", predict)]
    """,
    "django-view: Predict.post": """
        from rest_framework.views import APIView
        class Predict(APIView):
            def post(self, request): LOAD
    """,
    "django-startup: Config.ready": """
        from django.apps import AppConfig
        class Config(AppConfig):
            def ready(self): LOAD
    """,
    "grpc-method: Ranks.Rank": """
        import rank_pb2_grpc
        class Ranks:
            def Rank(self, request, context): LOAD
        def serve(server):
            rank_pb2_grpc.add_RankServicer_to_server(Ranks(), server)
    """,
    "rpyc-method: Model.exposed_init": """
        import rpyc
        from rpyc.utils.server import ThreadedServer
        class Model(rpyc.Service):
            def exposed_init(self, options): LOAD
        if __name__ == "__main__":
            ThreadedServer(Model(), port=18861).start()
    """,
    "pyro-method: Pyro rank": """
        import Pyro5.api
        class Model:
            @Pyro5.api.expose
            def rank(self, text): LOAD
    """,
    "pyro-method: Model.again": """
        from Pyro5.api import expose
        @expose
        class Model:
            def again(self, text): LOAD
    """,
    "django-command: Command.handle": """
        from django.core.management.base import BaseCommand
        class Command(BaseCommand):
            def handle(self, *args, **options): LOAD
    """,
    "aiohttp-route: POST /a": """
        from aiohttp import web
        async def predict(request): LOAD
        app = web.Application()
        app.add_routes([web.post("/a", predict)])
    """,
    "tornado-handler: Predict.get": """
        import tornado.web
        class Predict(tornado.web.RequestHandler):
            def get(self): LOAD
    """,
    "litestar-route: GET /a": """
        from litestar import get
        @get("/a")
        def predict() -> str: LOAD
    """,
    "http-handler: Handler.do_POST": """
        from http.server import BaseHTTPRequestHandler
        class Handler(BaseHTTPRequestHandler):
            def do_POST(self): LOAD
    """,
    "mcp-tool: MCP classify": """
        from mcp.server.fastmcp import FastMCP
        server = FastMCP("models")
        @server.tool()
        def classify(text: str) -> str: LOAD
    """,
    "dramatiq-actor: Dramatiq actor work": """
        import dramatiq
        @dramatiq.actor
        def work(): LOAD
    """,
    "rq-job: RQ job work": """
        from rq import Queue
        def work(): LOAD
        Queue().enqueue(work, 1)
    """,
    "ray-serve-deployment: Ray Serve model": """
        from ray import serve
        @serve.deployment
        def model(request): LOAD
    """,
    "ray-serve-deployment: Model.predict": """
        from ray import serve
        @serve.deployment
        class Model:
            def predict(self): LOAD
    """,
    "bentoml-service: Model.__init__": """
        import bentoml
        @bentoml.service
        class Model:
            def __init__(self): LOAD
    """,
    "bentoml-api: BentoML predict": """
        import bentoml
        @bentoml.service(resources={"cpu": "1"})
        class Model:
            @bentoml.api
            def predict(self, text: str) -> str: LOAD
    """,
    "kserve-model: Mine.load": """
        import kserve
        class Mine(kserve.Model):
            def load(self): LOAD
    """,
    "torchserve-handler: Mine.initialize": """
        from ts.torch_handler.base_handler import BaseHandler
        class Mine(BaseHandler):
            def initialize(self, context): LOAD
    """,
    "litserve-api: Mine.setup": """
        import litserve
        class Mine(litserve.LitAPI):
            def setup(self, device): LOAD
    """,
    "cog-predictor: Predictor.setup": """
        from cog import BasePredictor
        class Predictor(BasePredictor):
            def setup(self): LOAD
    """,
    "mlflow-model: Mine.load_context": """
        import mlflow.pyfunc
        class Mine(mlflow.pyfunc.PythonModel):
            def load_context(self, context): LOAD
    """,
    "modal-function: Modal predict": """
        import modal
        app = modal.App("models")
        @app.function(gpu="any")
        def predict(): LOAD
    """,
    "modal-function: Modal warm": """
        import modal
        app = modal.App("models")
        @app.cls()
        class Model:
            @modal.enter()
            def warm(self): LOAD
    """,
    "runpod-handler: RunPod work": """
        import runpod
        def work(job): LOAD
        runpod.serverless.start({"handler": work})
    """,
    "cloud-function: cloud function predict": """
        import functions_framework
        @functions_framework.http
        def predict(request): LOAD
    """,
    "chainlit-callback: Chainlit answer": """
        import chainlit as cl
        @cl.on_message
        async def answer(message): LOAD
    """,
    "dash-callback: Dash show": """
        from dash import Dash, Input, Output
        app = Dash(__name__)
        @app.callback(Output("a", "b"), Input("c", "d"))
        def show(value): LOAD
    """,
    "airflow-task: Airflow task train": """
        from airflow.operators.python import PythonOperator
        def train(): LOAD
        PythonOperator(task_id="train", python_callable=train)
    """,
    "prefect-flow: Prefect train": """
        from prefect import flow
        @flow(name="train")
        def train(): LOAD
    """,
    "metaflow-step: Metaflow step train": """
        from metaflow import FlowSpec, step
        class Training(FlowSpec):
            @step
            def train(self): LOAD
    """,
    "luigi-task: Training.run": """
        import luigi
        class Training(luigi.Task):
            def run(self): LOAD
    """,
    "click-command: command train": """
        import click
        @click.command()
        def train(): LOAD
    """,
    "click-command: command sub": """
        import click
        @click.group()
        def group(): pass
        @group.command("sub")
        def sub(): LOAD
    """,
    "click-command: command convert": """
        import click
        @click.command(name="convert")
        def command(): LOAD
    """,
    "click-command: command build": """
        import click
        def options(function): return click.option("--fast")(function)
        @click.command()
        @click.argument("path")
        @options
        def build(path): LOAD
    """,
    "typer-command: command train": """
        import typer
        app = typer.Typer()
        @app.command()
        def train(): LOAD
    """,
    "fire-command: command train": """
        import fire
        def train(): LOAD
        fire.Fire({"train": train})
    """,
    "argparse-command: command train": """
        import argparse
        def train(arguments): LOAD
        parser = argparse.ArgumentParser()
        commands = parser.add_subparsers()
        commands.add_parser("train").set_defaults(func=train)
    """,
    "mlflow-model: MLflow model __call__": """
        import mlflow
        class Mine:
            def __call__(self, data): LOAD
        mlflow.models.set_model(Mine())
    """,
    "ray-task: Ray task work": """
        import ray
        @ray.remote
        def work(): LOAD
    """,
    "comfyui-node: Loader.load": """
        class Loader:
            FUNCTION = "load"
            def load(self): LOAD
        NODE_CLASS_MAPPINGS = {"Loader": Loader}
    """,
    "arq-task: main.work": """
        async def work(ctx): LOAD
        class WorkerSettings:
            functions = [work]
    """,
    "sanic-startup: warm": """
        from sanic import Sanic
        app = Sanic("models")
        @app.main_process_ready
        async def warm(app): LOAD
    """,
    "sanic-startup: life of the application: loaded": """
        from sanic import Sanic
        async def loaded(app, loop): LOAD
        Sanic("models").register_listener(loaded, "before_server_start")
    """,
    "azure-function: Azure function tick": """
        import azure.functions as func
        app = func.FunctionApp()
        @app.schedule(schedule="0 * * * * *", arg_name="timer")
        def tick(timer): LOAD
    """,
    "open-webui-pipe: Pipe.pipe": """
        class Pipe:
            def pipe(self, body): LOAD
    """,
    "dask-task: Dask work": """
        import dask
        @dask.delayed
        def work(): LOAD
    """,
    "hydra-command: command train": """
        import hydra
        @hydra.main(config_path="conf", config_name="config")
        def train(config): LOAD
    """,
}
NAMED = {
    "lambda-handler": ("app.py", "def lambda_handler(event, context): LOAD"),
    "sagemaker-function": ("code/inference.py", "def model_fn(folder): LOAD"),
    "azure-ml-score": ("score.py", "def init(): LOAD"),
    "triton-model": (
        "models/mine/1/model.py",
        "class TritonPythonModel:\n    def initialize(self, args): LOAD",
    ),
    "truss-model": ("model/model.py", "class Model:\n    def load(self): LOAD"),
    "nuclio-handler": ("main.py", "def init_context(context): LOAD"),
    "kedro-node": ("src/app/pipeline_registry.py", "def register_pipelines(): LOAD"),
    "endpoint-handler": (
        "handler.py",
        "class EndpointHandler:\n    def __init__(self, path=''): LOAD",
    ),
}


def entries(folder: Path, path: str, code: str) -> dict[str, str]:
    """Kinds and names of the entry points that reach the load in a file."""
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("import pickle\n" + code.replace("LOAD", LOAD), "utf-8")
    findings = [f for f in scan([folder]).findings if f.rule == "pickle-load"]
    assert len(findings) == 1
    return {w.entry.kind: w.entry.name for w in findings[0].witnesses}


@pytest.mark.parametrize("expected", list(CASES))
def test_entry(expected: str, tmp_path: Path) -> None:
    lines = [line[8:] for line in CASES[expected].splitlines()]
    kind, _, name = expected.partition(": ")
    assert entries(tmp_path, "main.py", "\n".join(lines)).get(kind) == name


@pytest.mark.parametrize("kind", list(NAMED))
def test_entry_by_name(kind: str, tmp_path: Path) -> None:
    assert kind in entries(tmp_path, *NAMED[kind])
