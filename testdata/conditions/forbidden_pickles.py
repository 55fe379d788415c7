# environment: MLFLOW_ALLOW_PICKLE_DESERIALIZATION=false
"""A variable that forbids what the flavour needs."""

import mlflow

mlflow.sklearn.load_model("models:/churn/7")
mlflow.pyfunc.load_model("models:/churn/7")  #: remote-code: the model names its loader and may bring Python files
