"""Classes that Ray Data makes objects of, with what it is told to give them."""

import ray
from transformers import AutoModel, AutoTokenizer


class Encoder:
    def __init__(self, name, revision=None):
        self.model = AutoModel.from_pretrained(name, revision=revision)  #? "org/encoder" @ literal:29 revision="v1"

    def __call__(self, batch):
        return self.model(batch)


class Splitter:
    def __init__(self, name):
        self.tokens = AutoTokenizer.from_pretrained(name)  #? "org/tokens" @ literal:31

    def __call__(self, row):
        return [self.tokens(row["text"])]


def add(batch, name="org/unused"):
    AutoModel.from_pretrained(name)  #? "org/unused" @ default:23
    return batch


rows = ray.data.read_parquet("rows")
rows = rows.map_batches(Encoder, fn_constructor_args=["org/encoder"], fn_constructor_kwargs={"revision": "v1"})
rows = rows.map_batches(add)
rows = rows.flat_map(Splitter, fn_constructor_kwargs={"name": "org/tokens"})
