"""Makes the endpoint, and gives it variables."""

from sagemaker.huggingface import HuggingFaceModel

model = HuggingFaceModel(
    model_data="s3://bucket/model.tar.gz",
    entry_point="inference.py",
    env={"BASE_MODEL": "org/of-endpoint"},
)
model.deploy(initial_instance_count=1, instance_type="ml.g5.xlarge")
