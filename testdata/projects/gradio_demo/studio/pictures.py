"""Image generation."""

import torch
from diffusers import DiffusionPipeline
from huggingface_hub import hf_hub_download

from studio.registry import STYLES, UPSCALER


class Painter:
    """Keeps one pipeline in memory and changes it when the style changes."""

    def __init__(self):
        self.style = None
        self.pipe = None
        self.upscaler = None

    def load(self, name):
        if name == self.style:
            return
        style = STYLES[name]
        self.pipe = DiffusionPipeline.from_pretrained(
            style.repo,
            revision=style.revision,
            torch_dtype=torch.float16,
            use_safetensors=True,
        ).to("cuda")
        self.style = name

    def paint(self, prompt, style, double):
        self.load(style)
        image = self.pipe(prompt, num_inference_steps=25).images[0]
        return self.enlarge(image) if double else image

    def enlarge(self, image):
        if self.upscaler is None:
            path = hf_hub_download(UPSCALER, "pytorch_model_2x.pt")
            self.upscaler = torch.load(path, weights_only=False).to("cuda")
        return self.upscaler(image)
