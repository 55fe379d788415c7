import json

import transformers


class TritonPythonModel:
    def initialize(self, args):
        self.config = json.loads(args["model_config"])
        parameters = self.config.get("parameters", {})
        name = parameters.get("model", {}).get("string_value", "org/unused")
        self.tokenizer = transformers.AutoTokenizer.from_pretrained(name)

    def execute(self, requests):
        name = self.config["parameters"]["extra"]["string_value"]
        return [transformers.AutoTokenizer.from_pretrained(name) for _ in requests]
