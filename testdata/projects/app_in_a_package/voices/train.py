import torch

state = torch.load("checkpoints/zh.pth", weights_only=False)
