import torch


class TritonPythonModel:
    def initialize(self, args):
        self.weights = torch.load("/opt/other/listen.pt", weights_only=False)
