"""Where an identifier points: a hub, a URL, a folder."""

import os
from pathlib import Path

import keras
import timm
import torch
from huggingface_hub import hf_hub_download, snapshot_download
from sentence_transformers import SentenceTransformer
from transformers import AutoModel

COMMIT = "0123456789abcdef0123456789abcdef01234567"

AutoModel.from_pretrained("org/hub")  #? "org/hub" huggingface @ literal:15
AutoModel.from_pretrained("gpt2")  #? "gpt2" huggingface @ literal:16
AutoModel.from_pretrained("./org/hub")  #? "./org/hub" local @ literal:17
AutoModel.from_pretrained("../models/base")  #? "../models/base" local @ literal:18
AutoModel.from_pretrained("/opt/ml/model")  #? "/opt/ml/model" local @ literal:19
AutoModel.from_pretrained("~/models/base")  #? "~/models/base" local @ literal:20
AutoModel.from_pretrained("models/base/v1")  #? "models/base/v1" local @ literal:21
AutoModel.from_pretrained("C:\\models\\base")  #? "C:\\models\\base" local @ literal:22
AutoModel.from_pretrained(Path("models/base"))  #? "models/base" local @ literal:23
AutoModel.from_pretrained(os.path.join("/srv", "models", "base"))  #? "/srv/models/base" local
SentenceTransformer("org/sentences")  #? "org/sentences" huggingface @ literal:25
SentenceTransformer(model_name_or_path="org/sentences", revision=COMMIT)  #? "org/sentences" huggingface @ literal:26 pinned

torch.hub.load("owner/repo", "entry")  #? "owner/repo" @ literal:28 revision=none
torch.hub.load("owner/repo:v1.0", "entry")  #? "owner/repo" @ literal:29 revision="v1.0"
torch.hub.load(f"owner/repo:{COMMIT}", "entry")  #? "owner/repo" revision="0123456789abcdef0123456789abcdef01234567"
torch.hub.load_state_dict_from_url("https://example.org/weights.pth")  #? "https://example.org/weights.pth" url @ literal:31
torch.load("weights.pt")  #? "weights.pt" local @ literal:32
torch.load(Path("runs") / "last.ckpt")  #? "runs/last.ckpt" local

timm.create_model("hf-hub:org/timm", pretrained=True)  #? "org/timm" huggingface @ literal:35 revision=none
timm.create_model("hf-hub:org/timm@v3", pretrained=True)  #? "org/timm" huggingface @ literal:36 revision="v3"
keras.saving.load_model("hf://org/keras")  #? "org/keras" huggingface @ literal:37
keras.models.load_model("model.keras", safe_mode=False)  #? "model.keras" local @ literal:38

hf_hub_download("org/files", "model.bin")  #? "org/files" @ literal:40 file="model.bin"
hf_hub_download(repo_id="org/files", filename="pytorch_model.bin", revision="main")  #? "org/files" @ literal:41 file="pytorch_model.bin" revision="main"
snapshot_download("org/snapshot")  #? "org/snapshot" @ literal:42 revision=none
torch.load(hf_hub_download("org/weights", "weights.bin"))  #? "org/weights" huggingface @ literal:43 file="weights.bin"
folder = snapshot_download("org/folder")  #? "org/folder" @ literal:44 revision=none
AutoModel.from_pretrained(folder)  #? "org/folder" huggingface


def of_either_kind(key):
    """An absolute path leaves out what stands before it, a relative one does not."""
    return {"image": "/app/voices", "here": "voices", "none": True}[key]


AutoModel.from_pretrained(os.path.join("api", of_either_kind(input()), "x.pt"))  #? "/app/voices/x.pt" local | "api/voices/x.pt" local
AutoModel.from_pretrained(Path("/srv") / of_either_kind(input()) / "x.pt")  #? "/app/voices/x.pt" local | "/srv/voices/x.pt" local


def of_a_framework():
    """A framework's own class of paths."""
    import cog

    return torch.load(cog.Path("./cache") / "last.ckpt")  #? "cache/last.ckpt" local


of_a_framework()
