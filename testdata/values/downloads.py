"""Files that were downloaded or opened by other libraries, and parts of URLs."""

import gzip
import io
import os
import pickle
from os.path import basename, join
from pathlib import Path
from urllib.parse import urljoin, urlparse, urlsplit
from urllib.request import urlopen

import fsspec
import gdown
import joblib
import requests
import smart_open
import torch
from basicsr.utils.download_util import load_file_from_url
from keras.utils import get_file
from torch.hub import download_url_to_file

FACES = "https://example.org/faces/v1/resnet.pth?download=true"
ROOT = "https://example.org/models/"


def fetch(url, folder="weights"):
    """The name of the file is that in the URL."""
    parts = urlparse(url)
    name = os.path.basename(parts.path)
    target = os.path.join(folder, name)
    if not os.path.exists(target):
        download_url_to_file(url, target)  #? "https://example.org/faces/v1/resnet.pth?download=true" url @ literal:22
    return target


torch.load(fetch(FACES))  #? "https://example.org/faces/v1/resnet.pth?download=true" url @ literal:22
torch.load(join("cache", urlsplit(FACES).netloc))  #? "cache/example.org" local
scheme, host, path, _, _, _ = urlparse(FACES)
torch.load(join(host, basename(path)))  #? "example.org/resnet.pth" local
torch.load(urlparse(FACES)[2].lstrip("/"))  #? "faces/v1/resnet.pth" local
torch.load(urlparse(os.environ["WEIGHTS_URL"]).path)  #? unknown: environment variable WEIGHTS_URL has no default
torch.hub.load_state_dict_from_url(urljoin(ROOT, "a.pt"))  #? "https://example.org/models/a.pt" url

torch.load(load_file_from_url(FACES))  #? "https://example.org/faces/v1/resnet.pth?download=true" url @ literal:22
torch.load(gdown.download("https://example.org/b.pt", "b.pt"))  #? "https://example.org/b.pt" url @ literal:45
joblib.load(get_file("c.pkl", origin="https://example.org/c.pkl"))  #? "https://example.org/c.pkl" url @ literal:46
pickle.load(urlopen("https://example.org/d.pkl"))  #? "https://example.org/d.pkl" url @ literal:47
pickle.loads(requests.get("https://example.org/e.pkl").content)  #? "https://example.org/e.pkl" url @ literal:48
answer = requests.get("https://example.org/f.pt")  #? "https://example.org/f.pt" url @ literal:49
torch.load(io.BytesIO(answer.content))  #? "https://example.org/f.pt" url @ literal:49

with fsspec.open("s3://bucket/g.pt", "rb") as stream:
    torch.load(stream)  #? "s3://bucket/g.pt" url @ literal:52
with fsspec.open("filecache::https://example.org/h.pt", mode="rb") as stream:
    torch.load(stream)  #? "https://example.org/h.pt" url @ literal:54
with gzip.open("i.pkl.gz") as stream:
    pickle.load(stream)  #? "i.pkl.gz" local @ literal:56
with smart_open.open("j.pkl", "rb") as stream:
    pickle.load(stream)  #? "j.pkl" local @ literal:58
with open("k.pt", "rb") as stream:
    torch.load(io.BytesIO(stream.read()))  #? "k.pt" local @ literal:60
    pickle.loads(stream.read())  #? "k.pt" local @ literal:60
pickle.loads(Path("n.pkl").read_bytes())  #? "n.pkl" local @ literal:63


def cached(path, remote):
    """A chained URL whose end is a parameter."""
    with fsspec.open(f"filecache::{path}" if remote else path) as stream:
        return torch.load(stream)  #? "l.pt" local @ literal:72 | "https://example.org/m.pt" url


cached("l.pt", False)
cached("https://example.org/m.pt", True)
