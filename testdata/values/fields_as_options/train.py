"""Loads what the records say."""

import torch
from options import Judge, Model, parse
from peft import PeftModel
from transformers import AutoModel, AutoModelForSequenceClassification

if __name__ == "__main__":
    model, judge = parse(Model, Judge)
    base = AutoModel.from_pretrained(model.base)  #? "org/given" @ command line:run.sh:2 | "org/base" @ field default:options.py:13
    PeftModel.from_pretrained(base, model.adapter)  #? "org/adapter" @ command line:run.sh:2
    torch.load(model.head)  #? unknown: command line argument --head has no default
    AutoModelForSequenceClassification.from_pretrained(judge.reward)  #? "org/reward" @ field default:options.py:22
