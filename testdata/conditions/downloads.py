"""Addresses of models, tags and stages."""

from importlib import import_module
from urllib.request import urlretrieve

import modelscope
import open_clip
import paddlehub
import spacy.cli
import timm
import torch
from fastapi import FastAPI
from huggingface_hub import HfFileSystem
from modelscope import MsDataset
from sagemaker.huggingface import HuggingFaceModel
from sagemaker.jumpstart.model import JumpStartModel

app = FastAPI()
PIN = "8b3cf2f6a9be4df2a1c33f1d3f0b8d1b4a1c2d3e"

urlretrieve("https://civitai.com/api/download/models/4711", "a.bin")  #: unverified-download: a model is downloaded and its digest is not checked here
urlretrieve("https://dl.fbaipublicfiles.com/group/b", "b.bin")  #: unverified-download: a model is downloaded and its digest is not checked here
urlretrieve("https://example.org/readme.html", "c.html")
HfFileSystem().open("org/a/model.bin", revision="main")  #: unpinned-hub-download: neither the path nor revision names a full commit hash
HfFileSystem().open("org/a/model.bin", revision=PIN)
spacy.cli.download("en_core_web_sm")  #: remote-code: a package is downloaded and installed by a name without a version
spacy.cli.download("en_core_web_sm-3.7.1", direct=True)
spacy.cli.download("en_core_web_md", direct=False)  #: remote-code: a package is downloaded and installed by a name without a version
open_clip.create_model("hf-hub:org/clip")  #: unpinned-hub-download: weights are downloaded by a tag that names no fixed version
open_clip.create_model("ViT-B-32", pretrained="/models/clip.safetensors")
modelscope.pipeline("chat", model="org/b", model_revision="master")  #: unpinned-hub-download: the newest state of the repository is taken
modelscope.pipeline("chat", model="org/c", model_revision="v1.0.2")
modelscope.pipeline("chat", model="org/d")  #: unpinned-hub-download: the newest state of the repository is taken
MsDataset.load("data", namespace="org", version="master")  #: unpinned-hub-download: the newest state of the dataset is taken
MsDataset.load("data", namespace="org", version="v1.2")
HuggingFaceModel("role", env={"HF_MODEL_ID": "org/e", "TRUST_REMOTE_CODE": "true"})  #: trust-remote-code: the container is told to trust remote code | unpinned-hub-download: HF_MODEL_REVISION is not a full commit hash
HuggingFaceModel("role", env={"HF_MODEL_ID": "org/e", "TRUST_REMOTE_CODE": "false"})  #: unpinned-hub-download: HF_MODEL_REVISION is not a full commit hash
JumpStartModel("org-f", "2.*")  #: unpinned-hub-download: model_version does not name one version
JumpStartModel("org-g", "2.1.0")
paddlehub.Module(directory="modules/mine")  #: remote-code: Python code of the directory is imported
timm.create_model("hf_hub:org/h", pretrained=True)  #: unpinned-hub-download: the weights come from the newest commit of a repository
timm.create_model("hf_hub:org/i@" + PIN, pretrained=True)
torch.hub.load("org/j", "net", source="github")  #: remote-code: hubconf.py of a repository that can change is executed
torch.hub.load("org/k:" + PIN, "net", source="github")  #: remote-code: hubconf.py of a pinned repository is executed
torch.hub.load("org/l:" + PIN, "net")  #: remote-code: hubconf.py of a pinned repository is executed
torch.hub.load("./checkout", "net", source="local")
torch.hub.list("org/m")  #: remote-code: hubconf.py of a repository that can change is executed
torch.hub.list("org/n:" + PIN)
torch.hub.load_state_dict_from_url("https://example.org/net.pth", check_hash=False)  #: torch-load: weights_only is not certainly on, and this function switches it off by default | unverified-download: check_hash is not on
torch.hub.load_state_dict_from_url("https://example.org/net-0a1b2c3d.pth", check_hash=True)  #: torch-load: weights_only is not certainly on, and this function switches it off by default


@app.get("/plugins/{name}")
def plugin(name: str):
    return import_module(name)  #: config-instantiate: a request names the module that is imported


@app.get("/handlers/{name}")
def handler(name: str):
    return import_module(f"handlers.{name}")
