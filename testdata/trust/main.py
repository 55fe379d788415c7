"""Who decides about trust_remote_code. `#:` tells severity and reason of the call on its line."""

import argparse
import json
import os
from distutils.util import strtobool

from fastapi import FastAPI
from flask import Flask, request
from pydantic import BaseModel
from pydantic_settings import BaseSettings
from sentence_transformers import SentenceTransformer
from transformers import AutoModel

COMMIT = "0123456789abcdef0123456789abcdef01234567"
app = FastAPI()
pages = Flask(__name__)


class Settings(BaseSettings):
    trust: bool = False
    trusting: bool = True


class Question(BaseModel):
    text: str
    trust: bool = False


settings = Settings()


@app.post("/question")
def of_a_body(question: Question):
    AutoModel.from_pretrained("a/b", trust_remote_code=question.trust)  #: 8.5 the request can turn


@app.post("/query")
def of_a_query(trust: bool = False):
    AutoModel.from_pretrained("a/b", trust_remote_code=trust)  #: 8.5 the request can turn


@pages.post("/form")
def of_a_form():
    trust = request.json.get("trust", False)
    AutoModel.from_pretrained("a/b", trust_remote_code=trust)  #: 8.5 the request can turn


def converted(text):
    return text.strip().lower() in ("1", "yes", "true")


def literal():
    AutoModel.from_pretrained("a/b", trust_remote_code=True)  #: 9.0 trust_remote_code is on
    AutoModel.from_pretrained("a/b", trust_remote_code="false")  #: 9.0 trust_remote_code is on
    AutoModel.from_pretrained("a/b", trust_remote_code=False)  #: -
    AutoModel.from_pretrained("a/b", trust_remote_code=None)  #: -


def pinned(revision):
    AutoModel.from_pretrained("a/b", revision=COMMIT, trust_remote_code=True)  #: 6.5 trust_remote_code is on, and revision does not pin
    AutoModel.from_pretrained("a/b", revision=COMMIT, code_revision="main", trust_remote_code=True)  #: 6.5 trust_remote_code is on, and revision does not pin
    AutoModel.from_pretrained("a/b", revision=COMMIT, code_revision=COMMIT, trust_remote_code=True)  #: 5.0 trust_remote_code is on, for the code of a pinned commit
    AutoModel.from_pretrained("a/b", revision="main", trust_remote_code=True)  #: 9.0 trust_remote_code is on
    AutoModel.from_pretrained("a/b", revision="0123456", trust_remote_code=True)  #: 9.0 trust_remote_code is on
    SentenceTransformer("a/b", revision=COMMIT, trust_remote_code=True)  #: 5.0 trust_remote_code is on, for the code of a pinned commit


def of_the_command_line():
    parser = argparse.ArgumentParser()
    parser.add_argument("--trust", action="store_true")
    parser.add_argument("--no-trust", action="store_false", dest="trusting")
    parser.add_argument("--trust-text", default="false")
    args = parser.parse_args()
    AutoModel.from_pretrained("a/b", trust_remote_code=args.trust)  #: 5.0 the command line can turn
    AutoModel.from_pretrained("a/b", trust_remote_code=not args.trust)  #: 8.0 trust_remote_code is on unless
    AutoModel.from_pretrained("a/b", trust_remote_code=args.trusting)  #: 8.0 trust_remote_code is on unless
    AutoModel.from_pretrained("a/b", trust_remote_code=args.trust_text)  #: 9.0 trust_remote_code is a text
    AutoModel.from_pretrained("a/b", trust_remote_code=args.trust_text == "true")  #: 5.0 the command line can


def of_the_environment():
    text = os.getenv("TRUST", "false")
    AutoModel.from_pretrained("a/b", trust_remote_code=text)  #: 9.0 trust_remote_code is a text
    AutoModel.from_pretrained("a/b", trust_remote_code=text == "true")  #: 5.5 an environment variable
    AutoModel.from_pretrained("a/b", trust_remote_code=text != "false")  #: 5.5 an environment variable
    AutoModel.from_pretrained("a/b", trust_remote_code=text.lower() in ("1", "true"))  #: 5.5 an environment
    AutoModel.from_pretrained("a/b", trust_remote_code=converted(text))  #: 5.5 an environment variable
    AutoModel.from_pretrained("a/b", trust_remote_code=strtobool(text))  #: 5.5 an environment variable
    AutoModel.from_pretrained("a/b", trust_remote_code=json.loads(text))  #: 5.5 an environment variable
    AutoModel.from_pretrained("a/b", trust_remote_code=bool(text))  #: 8.0 trust_remote_code is on unless
    AutoModel.from_pretrained("a/b", trust_remote_code=os.getenv("TRUST", "1") == "1")  #: 8.0 trust_remote_code is
    AutoModel.from_pretrained("a/b", trust_remote_code=os.getenv("TRUST") == "1")  #: 5.5 an environment variable
    AutoModel.from_pretrained("a/b", trust_remote_code=not os.getenv("TRUST_NOT"))  #: 5.5 an environment variable


def of_the_dockerfile():
    AutoModel.from_pretrained("a/b", trust_remote_code=os.environ["TRUST_MODEL"])  #: 9.0 trust_remote_code is a text
    AutoModel.from_pretrained("a/b", trust_remote_code=os.environ["TRUST_MODEL"] == "true")  #: 5.5 an environment
    AutoModel.from_pretrained("a/b", trust_remote_code=os.getenv("TRUST_MODEL", False))  #: 9.0 trust_remote_code is set to a text
    AutoModel.from_pretrained("a/b", trust_remote_code=os.getenv("TRUST_MODEL", False) == "true")  #: 5.5 an environment
    AutoModel.from_pretrained("a/b", trust_remote_code=os.getenv("TRUST_NOTHING", False))  #: 5.5 an environment


def of_the_settings():
    AutoModel.from_pretrained("a/b", trust_remote_code=settings.trust)  #: 5.0 the settings can
    AutoModel.from_pretrained("a/b", trust_remote_code=settings.trusting)  #: 8.0 trust_remote_code is on unless


def of_the_caller(trust):
    AutoModel.from_pretrained("a/b", trust_remote_code=trust)  #: 7.0 trust_remote_code may be on


if __name__ == "__main__":
    literal()
    pinned(None)
    of_the_command_line()
    of_the_environment()
    of_the_dockerfile()
    of_the_settings()
    of_the_caller(unknown())  # noqa: F821
