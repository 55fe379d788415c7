"""Texts of which nothing is known but how many parts they have, or that were no texts before."""

import os
import sys

import joblib
import torch

FLAGS = {"large": True, "folder": None}
ROOT = "PUT THE PATH HERE TO WHERE YOU UNPACKED IT"


def below(folder, name):
    torch.load(os.path.join(folder, name), weights_only=False)  #? unknown: command line argument 1 has no default | unknown: command line argument 2 has no default
    torch.load(f"/{name}", weights_only=False)  #? unknown: command line argument 2 has no default
    torch.load(f"{folder}/{name}.pt", weights_only=False)  #? "{}/{}.pt" | unknown: command line argument 1 has no default | unknown: command line argument 2 has no default


def option(folder, name):
    torch.load(os.path.join("/", str(FLAGS["large"])), weights_only=False)  #? unknown: '/True' was no text before
    torch.load(os.path.join(folder, str(FLAGS["folder"])), weights_only=False)  #? unknown: command line argument 1 has no default
    joblib.load(f"{ROOT}/model.joblib")  #? unknown: placeholder 'PUT THE PATH HERE TO WHERE YOU UNPACKED IT/model.joblib'
    joblib.load("/models/7")  #? "/models/7" local


if __name__ == "__main__":
    below(sys.argv[1], sys.argv[2])
    option(sys.argv[1], sys.argv[2])
