import torch


class TritonPythonModel:
    def initialize(self, args):
        self.weights = torch.load("/opt/voice/flow.pt", weights_only=False)

    def execute(self, requests):
        return [self.weights for _ in requests]
