"""Folders that are fetched unless they are there, by one function after the other."""

import argparse
import os

import torch
from modelscope import snapshot_download


class Voice:
    def __init__(self, folder, half=False):
        self.folder = folder
        if not os.path.exists(folder):
            folder = snapshot_download(folder)  #? "org/voice" @ argparse default:30
        self.weights = torch.load("{}/voice.pt".format(folder))  #? "org/voice" @ argparse default:30 file="voice.pt"


def make(**options):
    if not os.path.exists(options["folder"]):
        options["folder"] = snapshot_download(options["folder"])  #? "org/voice" @ argparse default:30
    if os.path.exists("{}/voice.yaml".format(options["folder"])):
        return Voice(**options)
    raise TypeError("no model")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument(
        "--folder",
        default="org/voice",
    )
    options = parser.parse_args()
    make(folder=options.folder, half=True)


if __name__ == "__main__":
    main()
