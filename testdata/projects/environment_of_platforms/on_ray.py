"""Variables of a runtime environment."""

import os

import ray
from ray import serve
from transformers import AutoModel


@serve.deployment(ray_actor_options={"runtime_env": {"env_vars": {"SPEAKER": "org/speaker"}}})
class Speaker:
    def __init__(self):
        self.model = AutoModel.from_pretrained(os.environ["SPEAKER"])


@ray.remote
def label(rows):
    return AutoModel.from_pretrained(os.getenv("LABELLER"))


if __name__ == "__main__":
    ray.init(runtime_env={"env_vars": {"LABELLER": "org/labeller"}})
    ray.get(label.remote([]))
