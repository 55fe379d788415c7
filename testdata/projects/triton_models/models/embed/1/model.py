import json

import transformers


class TritonPythonModel:
    def initialize(self, args):
        config = json.loads(args["model_config"])
        name = config.get("parameters", {}).get("model", {}).get("string_value", "org/embed")
        self.tokenizer = transformers.AutoTokenizer.from_pretrained(name)
