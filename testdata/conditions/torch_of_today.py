# requirements: torch==2.10.0 transformers==4.50.0 timm==0.9.0 datasets==4.0.0 ruamel.yaml==0.18.0 pyyaml==6.0
# environment: HF_DATASETS_TRUST_REMOTE_CODE=1
"""What was dangerous with an old torch only, or with an old release of the library."""

import lpips
import ruamel.yaml
import sdkit.models
import sdkit.utils
import super_gradients
import timm
import whisper
import yaml
import yolov5
from datasets import load_dataset
from diffusers import DiffusionPipeline
from segment_anything import sam_model_registry
from transformers import AutoModel, Trainer, pipeline

PIN = "8b3cf2f6a9be4df2a1c33f1d3f0b8d1b4a1c2d3e"

DiffusionPipeline.from_pretrained("org/a", revision=PIN)  #: unsafe-format: safetensors are not demanded and pickled weights are read in restricted mode
pipe = DiffusionPipeline.from_pretrained("org/b", revision=PIN, use_safetensors=False)  #: unsafe-format: safetensors are not demanded and pickled weights are read in restricted mode
pipe.load_lora_weights("org/c", revision=PIN)
pipe.load_lora_weights("org/c", revision=PIN, weight_name="c.bin")
AutoModel.from_pretrained("org/d", revision=PIN)  #: unsafe-format: safetensors are not demanded and pickled weights are read in restricted mode
AutoModel.from_pretrained("org/e", revision=PIN, use_safetensors=False)  #: unsafe-format: safetensors are not demanded and pickled weights are read in restricted mode
pipeline("fill-mask", "org/f", revision=PIN)  #: unsafe-format: safetensors are not demanded and pickled weights are read in restricted mode
pipeline("fill-mask", "org/g", revision=PIN, model_kwargs={"use_safetensors": False})  #: unsafe-format: safetensors are not demanded and pickled weights are read in restricted mode
sam_model_registry["vit_h"](checkpoint="sam.pth")
lpips.LPIPS(model_path="lpips.pth")
yolov5.load("yolo.pt")
super_gradients.training.models.get("yolo_nas_s", checkpoint_path="yolo.pth", num_classes=3)
sdkit.utils.load_tensor_file("a.pt")
sdkit.models.load_model(object(), "vae")
sdkit.models.load_model(object(), "stable-diffusion", scan_model=False)
whisper.load_model("mine.pt")
timm.create_model("resnet50", checkpoint_path="net.pth")
load_dataset("org/scripted", revision=PIN)
with open("settings.yaml") as file:
    yaml.load(file)
    ruamel.yaml.load(file)
Trainer(model=None).train(resume_from_checkpoint="checkpoint-500")
