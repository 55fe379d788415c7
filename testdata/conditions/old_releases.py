# requirements: dspy==3.0.3 lmdeploy==0.10.2 darts==0.40.0 llama-index-core==0.13.0 numpy==1.16.0 skops==0.9.0 timm==0.9.0 torch==1.12.0 vllm==0.6.0 pyyaml==5.3 ruamel.yaml==0.17.0 keras==3.8.0 tensorflow==2.12.0 rfdetr==1.1.0 pyannote.audio==4.0.0 lightning==2.5.0
"""Releases that are dangerous in ways of their own."""

import dspy
import lmdeploy
import numpy
import ruamel.yaml
import skops.io
import timm
import torch
import yaml
from darts.models import TFTModel
from keras.layers import Lambda
from keras.models import load_model
from lightning import LightningModule, Trainer
from llama_index.core.objects import SimpleObjectNodeMapping
from pyannote.audio import Pipeline
from rfdetr import RFDETRBase
from timm.models import load_checkpoint
from vllm import LLM

PIN = "8b3cf2f6a9be4df2a1c33f1d3f0b8d1b4a1c2d3e"

dspy.load("program", allow_pickle=True)  #: pickle-load: allow_pickle is not certainly off
dspy.load("program", allow_pickle=False)  #: pickle-load: a saved program is a pickle
lmdeploy.pipeline("org/a", revision=PIN)  #: trust-remote-code: trust_remote_code is written into this release | unpinned-hub-download: the revision is not a full commit hash
TFTModel.load("model.pt")  #: pickle-load: the model is unpickled without restriction
SimpleObjectNodeMapping.from_persist_dir("nodes")
numpy.load("arrays.npy")  #: pickle-load: allow_pickle is on by default before numpy 1.16.3 (CVE-2019-6446)
numpy.load("arrays.npy", allow_pickle=False)
skops.io.load("model.skops", trusted=True)  #: pickle-load: this release takes True for every type
load_checkpoint(object(), "model.pth")  #: torch-load: weights_only is off
torch.load("model.pt", weights_only=False)  #: torch-load: weights_only is off
LLM("org/b", revision=PIN)  #: unpinned-hub-download: the revision does not reach nested artifacts before vllm 0.22 (CVE-2026-47155) | unsafe-format: pickled weights are accepted and unpickled without restriction before vllm 0.7
LLM("org/c", revision=PIN, load_format="auto")  #: unpinned-hub-download: the revision does not reach nested artifacts before vllm 0.22 (CVE-2026-47155) | unsafe-format: pickled weights are accepted and unpickled without restriction before vllm 0.7
LLM("org/d", revision=PIN, load_format="safetensors")  #: unpinned-hub-download: the revision does not reach nested artifacts before vllm 0.22 (CVE-2026-47155)
with open("settings.yaml") as file:
    yaml.load(file, Loader=yaml.FullLoader)  #: yaml-load: FullLoader can be made to run code before PyYAML 5.4
    yaml.full_load(file)  #: yaml-load: full_load can be made to run code before PyYAML 5.4
    ruamel.yaml.load(file, Loader=ruamel.yaml.Loader)  #: yaml-load: the loader constructs arbitrary objects
    ruamel.yaml.load(file, Loader=ruamel.yaml.SafeLoader)
load_model("model.keras", safe_mode=True)  #: keras-unsafe-load: weights in NPZ are unpickled before keras 3.9, whatever safe_mode is
Lambda.from_config({})  #: keras-unsafe-load: outside of load_model no safe mode is in force, and a Lambda layer's bytecode becomes a function
RFDETRBase(pretrain_weights="weights.pth")  #: torch-load: this release unpickles the checkpoint without restriction
Pipeline.from_pretrained("org/e")  #: torch-load: the pipeline's models are unpickled without restriction, and its file names classes | unpinned-hub-download: the revision is not a full commit hash


class Mine(LightningModule):
    pass


Mine.load_from_checkpoint("model.ckpt")  #: torch-load: weights_only is not certainly on
Trainer().fit(Mine(), ckpt_path="last.ckpt")  #: torch-load: the checkpoint to resume from is unpickled without restriction
