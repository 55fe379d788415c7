import torch


def test_the_answer():
    torch.load("answers.pt")
