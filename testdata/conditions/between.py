# requirements: torch==2.7.0 lightning==2.5.0 keras==3.12.0 tensorflow==2.12.0 vllm==0.16.0 audio-separator==0.30.0 pyyaml==5.3
"""Releases between two mends."""

import timm
import yaml
from audio_separator.separator import Separator
from diffusers import DiffusionPipeline
from keras.models import load_model
from lightning import LightningModule, Trainer
from transformers import AutoModel
from vllm import LLM

PIN = "8b3cf2f6a9be4df2a1c33f1d3f0b8d1b4a1c2d3e"


class Mine(LightningModule):
    pass


Mine.load_from_checkpoint("model.ckpt")  #: torch-load: weights_only is not certainly on
Trainer().fit(Mine(), ckpt_path="last.ckpt")  #: torch-load: the checkpoint to resume from is unpickled without restriction
load_model("model.keras", safe_mode=True)  #: keras-unsafe-load: safe_mode is missing or can be evaded in this release (CVE-2025-1550, CVE-2026-1462)
LLM("org/a", revision=PIN)  #: trust-remote-code: two model families ignore trust_remote_code=False (CVE-2026-27893) | unpinned-hub-download: the revision does not reach nested artifacts before vllm 0.22 (CVE-2026-47155)
Separator().load_model("model.yaml")  #: torch-load: the library fetches the model without comparing a digest, and unpickles it
Separator().load_model("model.onnx")
timm.create_model("hf_hub:org/b", pretrained=False)  #: unpinned-hub-download: the weights come from the newest commit of a repository
timm.create_model("resnet50", pretrained=False)
with open("settings.yaml") as file:
    yaml.load(file, Loader=yaml.FullLoader)  #: yaml-load: FullLoader can be made to run code before PyYAML 5.4
    yaml.full_load(file)  #: yaml-load: full_load can be made to run code before PyYAML 5.4
    yaml.unsafe_load(file)  #: yaml-load: the document may construct arbitrary objects
pipe = DiffusionPipeline.from_pretrained("org/c", revision=PIN, use_safetensors=True)
pipe.load_lora_weights("https://huggingface.co/org/d/blob/main/d.safetensors")  #: adapter-load: the adapter's revision is not a full commit hash
pipe.load_lora_weights(f"https://huggingface.co/org/d/blob/{PIN}/d.safetensors")
AutoModel.from_pretrained("org/e", revision=PIN, code_revision="main", use_safetensors=True)
