import torch

torch.load("new.pt")
