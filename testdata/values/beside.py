"""What is loaded beside a model, and what a downloaded file says."""

import json
import os

import torch
import wandb
from huggingface_hub import hf_hub_download
from hydra.utils import instantiate
from omegaconf import OmegaConf
from transformers import EncoderDecoderModel, pipeline

pipeline("text-generation", "org/model", tokenizer="org/words")  #? "org/model" huggingface | "org/words" huggingface
EncoderDecoderModel.from_encoder_decoder_pretrained("org/e", "org/d")  #? "org/e" huggingface | "org/d" huggingface

config = OmegaConf.load(hf_hub_download("org/conf", "config.yaml"))  #? "org/conf" huggingface file=config.yaml
instantiate(config.model)  #? "org/conf" huggingface file=config.yaml

with open(hf_hub_download("org/plain", "net.json")) as file:  #? "org/plain" huggingface file=net.json
    parts = json.load(file)
instantiate(parts["head"])  #? "org/plain" huggingface file=net.json

run = wandb.init()
folder = run.use_artifact("team/project/model:latest").download()  #? "team/project/model:latest" wandb
torch.load(os.path.join(folder, "model.pt"))  #? "team/project/model:latest" wandb file=model.pt
