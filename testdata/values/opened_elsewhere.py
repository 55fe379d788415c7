"""Files that are opened by other means than the built-in, and folders that options remember."""

import pickle
from importlib.resources import as_file
from pathlib import Path

import fsspec
import torch
from iopath.common.file_io import PathManager
from transformers import AutoModel, TrainingArguments

manager = PathManager()
remote = fsspec.filesystem("gs")

with manager.open("store/step-100.pt", "rb") as stream:
    torch.load(stream, weights_only=False)  #? "store/step-100.pt" local @ literal:15

with remote.open("bucket/labels.pkl", "rb") as stream:
    pickle.load(stream)  #? "bucket/labels.pkl" local @ literal:18

torch.load(manager.get_local_path("store/step-200.pt"), weights_only=False)  #? "store/step-200.pt" local @ literal:21

with as_file(Path("package") / "head.pt") as path:
    torch.load(path, weights_only=False)  #? "package/head.pt" local

first = TrainingArguments("runs/first", num_train_epochs=2)
second = TrainingArguments(output_dir="runs/second", hub_model_id="org/second")

torch.load(f"{first.output_dir}/optimizer.pt", weights_only=False)  #? "runs/first/optimizer.pt" local
torch.load(f"{second.output_dir}/optimizer.pt", weights_only=False)  #? "runs/second/optimizer.pt" local
AutoModel.from_pretrained(second.hub_model_id)  #? "org/second" @ literal:27
