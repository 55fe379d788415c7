"""Pins and formats."""

from datasets import load_dataset
from diffusers import StableDiffusionPipeline
from huggingface_hub import hf_hub_download
from transformers import AutoModel, pipeline

REVISION = "main"
BRANCH = "dev"
kwargs = {"device_map": "auto"}

load_dataset("acme/rows", split="train")
hf_hub_download("acme/files", "model.safetensors", revision="v1")
hf_hub_download(repo_id="acme/files", filename="other.safetensors", revision=REVISION)
hf_hub_download("acme/files", "a.json", revision=BRANCH)
hf_hub_download("acme/files", "b.json", revision=BRANCH)
hf_hub_download("acme/unlisted", "c.json")
AutoModel.from_pretrained("acme/model", **kwargs)
AutoModel.from_pretrained(
    "acme/model"
)
AutoModel.from_pretrained(
    "acme/model",
    torch_dtype="auto"  # as stored
    # nothing else
)
StableDiffusionPipeline.from_pretrained("acme/image", use_safetensors=False,)
pipeline("text-generation", model="acme/model", model_kwargs={'torch_dtype': "auto"})
pipeline("text-generation", model="acme/model", model_kwargs=kwargs)
