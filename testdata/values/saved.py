"""Files that the program fetches to a path, and loads from there."""

import os
import pickle
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.request import urlopen, urlretrieve

import boto3
import requests
import torch
import wget
from huggingface_hub import hf_hub_download, snapshot_download
from transformers import AutoModel

URL = "https://example.org/models/"


def straight():
    urlretrieve("https://example.org/a.pt", "a.pt")  #? "https://example.org/a.pt" url
    return torch.load("a.pt")  #? "https://example.org/a.pt" url @ literal:21


def in_pieces():
    path = os.path.join("models", "b.pt")
    if not os.path.exists(path):
        with requests.get(URL + "b.pt", stream=True) as answer, open(path, "wb") as file:  #? "https://example.org/models/b.pt" url
            for piece in answer.iter_content(8192):
                file.write(piece)
    return torch.load(path)  #? "https://example.org/models/b.pt" url


def at_once(target=Path("c.pt")):
    target.write_bytes(requests.get("https://example.org/c.pt").content)  #? "https://example.org/c.pt" url
    return torch.load(target)  #? "https://example.org/c.pt" url @ literal:35


def by_copying():
    with urlopen("https://example.org/d.pkl") as answer, open("d.pkl", "wb") as file:  #? "https://example.org/d.pkl" url
        shutil.copyfileobj(answer, file)
    with open("d.pkl", "rb") as file:
        return pickle.load(file)  #? "https://example.org/d.pkl" url @ literal:40


def fetch(url, path):
    """Each caller's address stays with its own path."""
    wget.download(url, out=path)  #? "https://example.org/e.pt" url | "https://example.org/f.pt" url


fetch("https://example.org/e.pt", "e.pt")
fetch("https://example.org/f.pt", "f.pt")
torch.load("f.pt")  #? "https://example.org/f.pt" url @ literal:52
torch.load("g.pt")  #? "g.pt" local


def from_a_store():
    boto3.client("s3").download_file("weights", "resnet/h.pt", "/tmp/h.pt")
    return torch.load("/tmp/h.pt")  #? "s3://weights/resnet/h.pt" url


def from_a_hub():
    snapshot_download("org/model", local_dir="models/org")  #? "org/model" huggingface
    hf_hub_download("org/file", "weights.pt", local_dir="here")  #? "org/file" huggingface
    torch.load("here/weights.pt")  #? "org/file" huggingface file=weights.pt
    return AutoModel.from_pretrained("models/org")  #? "org/model" huggingface


FILES = {
    "large": {"url": "https://example.org/files/1.bin", "name": "large.pt"},
    "small": {"url": "https://example.org/files/2.bin", "name": "small.pt"},
}


def from_a_table(size):
    """The address of each file stays with its name."""
    entry = FILES[size]
    urlretrieve(entry["url"], entry["name"])  #? "https://example.org/files/1.bin" url | "https://example.org/files/2.bin" url
    torch.load("large.pt")  #? "https://example.org/files/1.bin" url


def by_name(size):
    """An address that ends in the name of the file is the one."""
    if size == "large":
        url, name = "https://example.org/v1/l.bin", "l.bin"
    else:
        url, name = "https://example.org/v1/s.bin", "s.bin"
    urlretrieve(url, name)  #? "https://example.org/v1/l.bin" url | "https://example.org/v1/s.bin" url
    torch.load("s.bin")  #? "https://example.org/v1/s.bin" url


def from_a_list(pitch, voice):
    """Rows handed to threads: the stream knows which path the address belongs to."""
    wanted = [{"url": "https://example.org/v2/p.onnx", "to": pitch}]
    if not os.path.exists(voice):
        wanted.append({"url": "https://example.org/v2/v.bin", "to": voice})
    with ThreadPoolExecutor() as pool:
        pool.map(one_of_a_list, wanted)


def one_of_a_list(row):
    answer = requests.get(row["url"], stream=True)  #? "https://example.org/v2/p.onnx" url | "https://example.org/v2/v.bin" url
    with open(row["to"], "wb") as file:
        for piece in answer.iter_content(8192):
            file.write(piece)


from_a_list("pitch.pt", "voice.pt")
torch.load("voice.pt")  #? "https://example.org/v2/v.bin" url
