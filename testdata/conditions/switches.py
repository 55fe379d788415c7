# requirements: torch==2.4.1
"""Arguments that switch something dangerous on, off, or leave it."""

import lancedb
import lm_eval
import sdkit.models
import super_gradients
import torch
from audio_separator.separator import Separator
from clearml import Task
from klepto.archives import file_archive
from lancedb.embeddings import get_registry
from pylate import indexes
from transformers import AutoModel
from ultralytics.nn.tasks import torch_safe_load

PIN = "8b3cf2f6a9be4df2a1c33f1d3f0b8d1b4a1c2d3e"

file_archive("cache", serialized=True)  #: pickle-load: entries of the archive are unpickled
file_archive("cache", serialized=False)
sdkit.models.load_model(object(), "stable-diffusion", scan_model=False)  #: torch-load: models that are no safetensors are read with PyTorch's default, which was off before 2.6, and not scanned
sdkit.models.load_model(object(), "stable-diffusion", scan_model=True)
indexes.Voyager("folder", "index", override=False)  #: pickle-load: an index that is already there is opened, and its keys are a pickle
indexes.Voyager("folder", "index", override=True)
lm_eval.simple_evaluate("hf", model_args={"pretrained": "org/a"})  #: unpinned-hub-download: model_args names no full commit hash as revision
lm_eval.simple_evaluate("hf", model_args={"pretrained": "org/a", "revision": PIN})
get_registry().get("huggingface").create(name="org/b")  #: trust-remote-code: trust_remote_code is on by default here
get_registry().get("huggingface").create(name="org/b", trust_remote_code=True)  #: trust-remote-code: trust_remote_code is on by default here
get_registry().get("huggingface").create(name="org/b", trust_remote_code=False)
Separator().load_model("model.ckpt")  #: torch-load: the library fetches the model without comparing a digest, and unpickles it
Separator().load_model("model.yaml")  #: torch-load: the library fetches the model without comparing a digest, and unpickles it
Separator().load_model("model.onnx")
artifacts = Task.get_task("id").artifacts
artifacts["model"].get(block_unsafe_artifacts=False)  #: pickle-load: an artifact that was stored as an object is unpickled
artifacts["model"].get(block_unsafe_artifacts=True)
torch.load("model.pt", pickle_module=object())  #: torch-load: pickle_module brings another unpickler, which turns weights_only off
AutoModel.from_pretrained("org/c", revision=PIN, experts_implementation="org/kernels")  #: remote-code: compiled kernels from the hub are loaded | unsafe-format: safetensors are not demanded and pickled weights are accepted
AutoModel.from_pretrained("org/d", revision=PIN, allow_all_kernels=True)  #: remote-code: compiled kernels from the hub are loaded | unsafe-format: safetensors are not demanded and pickled weights are accepted
AutoModel.from_pretrained("org/e", revision=PIN, allow_all_kernels=False)  #: unsafe-format: safetensors are not demanded and pickled weights are accepted
torch_safe_load("weights.pt", safe_only=False)  #: torch-load: in spite of its name the function is unrestricted by default
torch_safe_load("weights.pt", safe_only=True)
super_gradients.training.models.get("org/Unknown-Net", download_required_code=True)  #: remote-code: an unknown architecture is looked up in a remote store, with its code
super_gradients.training.models.get("org/Unknown-Net", download_required_code=False)
super_gradients.training.models.get("resnet50")
