# requirements: dspy==3.1.0 lmdeploy==0.11.0 darts==0.45.0 llama-index-core==0.12.0 numpy==1.17.0 skops==0.13.0 timm==1.0.0 torch==2.10.0 vllm==0.22.0 pyyaml==6.0 ruamel.yaml==0.18.0 keras==3.14.0 tensorflow==2.16.0 rfdetr==1.3.0 lightning==2.6.0
"""The same in releases where the library is right."""

import dspy
import lmdeploy
import numpy
import ruamel.yaml
import skops.io
import torch
import yaml
from darts.models import TFTModel
from keras.layers import Lambda
from keras.models import load_model
from lightning import LightningModule, Trainer
from llama_index.core.objects import SimpleObjectNodeMapping
from rfdetr import RFDETRBase
from timm.models import load_checkpoint
from vllm import LLM

PIN = "8b3cf2f6a9be4df2a1c33f1d3f0b8d1b4a1c2d3e"

dspy.load("program", allow_pickle=False)
lmdeploy.pipeline("org/a", revision=PIN)  #: unpinned-hub-download: the revision is not a full commit hash
TFTModel.load("model.pt")
SimpleObjectNodeMapping.from_persist_dir("nodes")  #: pickle-load: this release unpickles the mapping without restriction
numpy.load("arrays.npy")
skops.io.load("model.skops", trusted=True)
load_checkpoint(object(), "model.pth")
torch.load("model.pt", weights_only=True)
LLM("org/b", revision=PIN)
LLM("org/c", revision=PIN, load_format="auto")
with open("settings.yaml") as file:
    yaml.load(file, Loader=yaml.FullLoader)
    yaml.full_load(file)
    ruamel.yaml.load(file, Loader=ruamel.yaml.Loader)
load_model("model.keras", safe_mode=True)
Lambda.from_config({})
RFDETRBase(pretrain_weights="weights.pth")


class Mine(LightningModule):
    pass


Mine.load_from_checkpoint("model.ckpt")
Trainer().fit(Mine(), ckpt_path="last.ckpt")
