# requirements: torch==2.4.1 transformers==4.50.0 sentence-transformers==3.0.0
"""Pickled weights with a torch that does not restrict them."""

from diffusers import DiffusionPipeline, StableDiffusionPipeline
from diffusers.pipelines.stable_diffusion.convert_from_ckpt import (
    download_from_original_stable_diffusion_ckpt,
)
from sentence_transformers import SentenceTransformer
from transformers import AutoModel, pipeline

PIN = "8b3cf2f6a9be4df2a1c33f1d3f0b8d1b4a1c2d3e"
PICKLED = {"use_safetensors": False}

DiffusionPipeline.from_pretrained("org/a", revision=PIN, use_safetensors=False)  #: unsafe-format: safetensors are not demanded and pickled weights are accepted
SentenceTransformer("org/b", revision=PIN, model_kwargs=PICKLED)  #: unsafe-format: safetensors are not demanded and pickled weights are accepted
SentenceTransformer("org/c", revision=PIN)  #: unsafe-format: safetensors are not demanded and pickled weights are accepted
SentenceTransformer(modules=[])
pipeline("fill-mask", "org/d", revision=PIN, model_kwargs=PICKLED)  #: unsafe-format: safetensors are not demanded and pickled weights are accepted
pipeline("fill-mask", "org/e", revision=PIN)  #: unsafe-format: safetensors are not demanded and pickled weights are accepted
AutoModel.from_pretrained("org/f", revision=PIN)  #: unsafe-format: safetensors are not demanded and pickled weights are accepted
download_from_original_stable_diffusion_ckpt("sd.ckpt", from_safetensors=False)  #: unsafe-format: the checkpoint is read as a pickle
download_from_original_stable_diffusion_ckpt("sd.safetensors", from_safetensors=True)
StableDiffusionPipeline.from_single_file("https://huggingface.co/org/g/blob/main/g.safetensors")  #: unpinned-hub-download: the link names no full commit hash
