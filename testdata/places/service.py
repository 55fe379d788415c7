"""Entry points of many kinds,
each with a region of its own."""

import argparse

import click
import torch
from celery import Celery
from fastapi import FastAPI

queue = Celery("service")
app = FastAPI()


@queue.task
def work_later(path):
    return torch.load(path)


@app.post(
    "/answers",
    response_model=dict,
)
async def answer_it(
    question: str,
    path: str = "answers.pt",
) -> dict:
    return torch.load(path)


class Größe_Ansicht:
    def __call__(self, path):
        return torch.load(path)


app.add_api_route("/größe", Größe_Ansicht())


@click.command()
@click.argument(
    "path",
)
def run_this(path):
    torch.load(path)


def lies_größe(path):
    return torch.load(path)


class View_Of_It:
    def read_this(self, path):
        return torch.load(path)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--path")
    torch.load(parser.parse_args().path)


if __name__ == "__main__":
    main()
