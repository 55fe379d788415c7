"""A model that a platform is told to serve by variables."""

from sagemaker.huggingface import HuggingFaceModel

hub = {"HF_MODEL_ID": "org/served", "HF_TASK": "text-classification"}


def serve(role):
    return HuggingFaceModel(env=hub, role=role, transformers_version="4.37").deploy(1, "ml.m5")


def serve_code(role):
    env = {"HF_MODEL_ID": "org/with-code", "HF_MODEL_TRUST_REMOTE_CODE": "true"}
    return HuggingFaceModel(role=role, env=env).deploy(1, "ml.g5")


def serve_archive(role, archive):
    return HuggingFaceModel(role=role, model_data=archive, env={"HF_TASK": "ner"}).deploy(1, "ml.m5")


if __name__ == "__main__":
    serve("role")
    serve_code("role")
    serve_archive("role", "s3://bucket/model.tar.gz")
