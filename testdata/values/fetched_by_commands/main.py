"""Files that commands of a script fetch."""

import os

import torch
from transformers import AutoModel

OUT = os.path.join("out")
AutoModel.from_pretrained("checkpoints/depth")  #? "org/depth" huggingface revision="v3"
torch.load("checkpoints/depth/extra.pt")  #? "org/depth" revision="v3" file="extra.pt"
torch.load("checkpoints/normals.pt")  #? "org/heads" file="normals.pt"
torch.load("checkpoints/other.pt")  #? "checkpoints/other.pt" local
torch.load("/weights/extra.pth")  #? "https://example.org/models/extra.pth" url
torch.load(f"{OUT}/added.pt")  #? "https://example.org/models/add.pt" url
torch.load(f"{OUT}/cloned/head.pt")  #? "org/cloned" file="head.pt"
torch.load(f"{OUT}/curled.pt")  #? "https://example.org/models/curled.pt" url
torch.load("plain.pt")  #? "plain.pt" local
torch.load("shared/weights.pt")  #? "shared/weights.pt" local
