#!/usr/bin/env python
import torch

torch.load("old.pt")
