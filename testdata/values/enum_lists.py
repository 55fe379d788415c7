"""Members of an enumeration in a list, and what a handler does in another thread."""

import os
from enum import Enum

import streamlit as st
from sanic import Sanic
from sentence_transformers import SentenceTransformer


class Catalog(Enum):
    """Each with what is loaded for it."""

    FIRST = ("first", "org/first")
    SECOND = ("second", "org/second")

    @property
    def repository(self):
        return self.value[1]


for each in list(Catalog):
    SentenceTransformer(each.repository)  #? "org/first" @ literal:14 | "org/second" @ literal:15

chosen = st.sidebar.selectbox("Model", list(Catalog), format_func=lambda each: each.value[0])
SentenceTransformer(chosen.repository)  #? "org/first" @ literal:14 | "org/second" @ literal:15

BY_NAME = {each.name: each for each in tuple(Catalog)}
SentenceTransformer(BY_NAME[os.environ["NAME"]].repository)  #? "org/first" @ literal:14 | "org/second" @ literal:15

app = Sanic("app")


@app.before_server_start
async def started(_, loop):
    """The loop is handed in, and so is what else the application is told."""
    await loop.run_in_executor(None, load, app.config.get("MODEL", "org/default"))


def load(name):
    SentenceTransformer(name)  #? "org/default" @ literal:37 | unknown: result of sanic.Sanic.config.get
