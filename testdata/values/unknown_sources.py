"""More sources that cannot be read: options, variables, files, services, other packages."""

import argparse
import configparser
import csv
import datetime
import os
import queue
import random
import sys
import time
from pathlib import Path

import boto3
import company
import company.models
import httpx
import pymongo
import streamlit as st
from company.models import CHOSEN, pick
from decouple import config
from huggingface_hub import HfApi
from transformers import AutoModel

parser = argparse.ArgumentParser()
parser.add_argument("--none", default=None)
parser.add_argument("--empty", default="")
parser.add_argument("--list", nargs="*")
parser.add_argument("--long-name", "-l")
parser.add_argument("--dest", dest="target", required=True)
parser.add_argument("--typed", type=Path)
parser.add_argument("--from-env", default=os.environ.get("ARGPARSE_MODEL"))
parser.add_argument("rest", nargs="*")
args = parser.parse_args()
AutoModel.from_pretrained(args.none)  #? unknown: command line argument --none has no default
AutoModel.from_pretrained(args.empty)  #? unknown: command line argument --empty has no default
AutoModel.from_pretrained(args.list[0])  #? unknown: command line argument --list has no default
AutoModel.from_pretrained(args.long_name)  #? unknown: command line argument --long-name has no default
AutoModel.from_pretrained(args.target)  #? unknown: command line argument --dest has no default
AutoModel.from_pretrained(args.typed)  #? unknown: command line argument --typed has no default
AutoModel.from_pretrained(args.typed / "model")  #? "{}/model" local | unknown: command line argument --typed has no default
AutoModel.from_pretrained(args.from_env)  #? unknown: environment variable ARGPARSE_MODEL has no default
for name in args.rest:
    AutoModel.from_pretrained(name)  #? unknown: command line argument rest has no default
for argument in sys.argv[1:]:
    AutoModel.from_pretrained(argument)  #? unknown: command line argument 1 has no default
AutoModel.from_pretrained(vars(args)["none"])  #? unknown: command line argument --none has no default

AutoModel.from_pretrained(os.environ.get("EMPTY", ""))  #? unknown: environment variable EMPTY has no default
AutoModel.from_pretrained(os.environ.get("NONE", None))  #? unknown: environment variable NONE has no default
AutoModel.from_pretrained(os.environ.pop("POPPED"))  #? unknown: environment variable POPPED has no default
AutoModel.from_pretrained(dict(os.environ)["COPIED"])  #? unknown: environment variable COPIED has no default
AutoModel.from_pretrained(os.environ.copy().get("CLONED"))  #? unknown: environment variable CLONED has no default
AutoModel.from_pretrained(os.path.expandvars("$EXPANDED"))  #? unknown: environment variable EXPANDED has no default
AutoModel.from_pretrained("{FORMATTED}".format(**os.environ))  #? unknown: environment variable FORMATTED has no default
AutoModel.from_pretrained(config("DECOUPLED"))  #? unknown: environment variable DECOUPLED has no default
AutoModel.from_pretrained(config("DECOUPLED", default="org/decoupled"))  #? "org/decoupled" @ environment default:57

with open("models.csv", newline="") as stream:
    for row in csv.DictReader(stream):
        AutoModel.from_pretrained(row["model"])  #? unknown: file models.csv is not in the project
ini = configparser.ConfigParser()
ini.read("absent.ini")
AutoModel.from_pretrained(ini["model"]["name"])  #? unknown: file absent.ini is not in the project
with Path("list.txt").open() as lines:
    for line in lines:
        AutoModel.from_pretrained(line.strip())  #? unknown: file list.txt is not in the project

ssm = boto3.client("ssm")
AutoModel.from_pretrained(ssm.get_parameter(Name="m")["Parameter"]["Value"])  #? unknown: result of boto3.client.get_parameter
AutoModel.from_pretrained(httpx.Client().get("/model").text)  #? unknown: result of httpx.Client.get.text
AutoModel.from_pretrained(pymongo.MongoClient().db.models.find_one({})["name"])  #? unknown: result of pymongo.MongoClient.db.models.find_one
for info in HfApi().list_models(author="org"):
    AutoModel.from_pretrained(info.id)  #? unknown: result of huggingface_hub.HfApi.list_models.id
AutoModel.from_pretrained(queue.Queue().get())  #? unknown: result of queue.Queue.get
AutoModel.from_pretrained(sys.stdin.readline().strip())  #? unknown: result of sys.stdin.readline.strip
AutoModel.from_pretrained(f"org/run-{random.randint(1, 9)}")  #? "org/run-{}" | unknown: result of random.randint
AutoModel.from_pretrained(f"./runs/{int(time.time())}")  #? "./runs/{}" local | unknown: result of time.time
AutoModel.from_pretrained("./runs/" + datetime.date.today().isoformat())  #? "./runs/{}" local | unknown: result of datetime.date.today.isoformat

AutoModel.from_pretrained(pick("chat"))  #? unknown: result of company.models.pick
AutoModel.from_pretrained(company.models.pick("chat").name)  #? unknown: result of company.models.pick.name
AutoModel.from_pretrained(CHOSEN)  #? unknown: company.models.CHOSEN is not in this project
AutoModel.from_pretrained(company.settings.MODEL)  #? unknown: company.settings.MODEL is not in this project
AutoModel.from_pretrained(CHOSEN["chat"])  #? unknown: company.models.CHOSEN is not in this project
AutoModel.from_pretrained(company.Settings().model)  #? unknown: result of company.Settings.model


class Derived(company.Base):
    def load(self):
        return AutoModel.from_pretrained(self.repository)  #? unknown: attribute repository, inherited from company.Base, is not set in this project


AutoModel.from_pretrained(st.text_input("Model"))  #? unknown: result of streamlit.text_input
AutoModel.from_pretrained(st.text_input("Model", "org/typed-in"))  #? "org/typed-in" @ literal:95 | unknown: result of streamlit.text_input
AutoModel.from_pretrained(st.selectbox("Model", ["org/box-a", "org/box-b"]))  #? "org/box-a" @ literal:96 | "org/box-b" @ literal:96

MODEL = None


def set_model(name):
    global MODEL
    MODEL = name


def load_global():
    return AutoModel.from_pretrained(MODEL)  #? unknown: parameter name of set_model has no known caller


class Holder:
    def __init__(self):
        self.name = None

    def choose(self, repository):
        self.name = repository

    @property
    def path(self):
        return self.name

    def load(self):
        return AutoModel.from_pretrained(self.path)  #? unknown: parameter repository of choose has no known caller

    @classmethod
    def create(cls, where):
        return AutoModel.from_pretrained(where)  #? unknown: parameter where of create has no known caller


def closes_over(outer):
    def inner():
        return AutoModel.from_pretrained(outer)  #? unknown: parameter outer of closes_over has no known caller

    return inner


def each(names):
    for entry in names:
        AutoModel.from_pretrained(entry)  #? unknown: parameter names of each has no known caller
    return [AutoModel.from_pretrained(first) for first, _ in names]  #? unknown: parameter names of each has no known caller


def keyword(*, name, **rest):
    AutoModel.from_pretrained(name, **rest)  #? unknown: parameter name of keyword has no known caller


def positional(*names):
    return AutoModel.from_pretrained(names[0])  #? unknown: parameter names of positional has no known caller


def only_none(name=None):
    return AutoModel.from_pretrained(name)  #? unknown: value is None


later = lambda name: AutoModel.from_pretrained(name)  # noqa: E731  #? unknown: parameter name of <lambda1> has no known caller

import json

with open(sys.argv[1], encoding="utf-8") as stream:
    settings = json.load(stream)
AutoModel.from_pretrained(settings.get("model", "org/else"))  #? "org/else" | unknown: command line argument 1 has no default
AutoModel.from_pretrained(settings.get("models", {}).get("chat", "org/inner"))  #? "org/inner" | unknown: command line argument 1 has no default
