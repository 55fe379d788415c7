"""Models that are read from a bucket without a file in between."""

import io
import pickle

import boto3
import joblib
import torch

s3 = boto3.client("s3")
BUCKET = "acme-models"


def at_once():
    return pickle.loads(s3.get_object(Bucket=BUCKET, Key="a/at-once.pkl")["Body"].read())


def by_variables():
    response = s3.get_object(Bucket=BUCKET, Key="a/by-variables.pt")
    content = response["Body"].read()
    return torch.load(io.BytesIO(content))


def by_resource():
    found = boto3.resource("s3").Object(BUCKET, "a/by-resource.joblib")
    return joblib.load(io.BytesIO(found.get()["Body"].read()))


def into_a_buffer():
    buffer, other = io.BytesIO(), io.BytesIO()
    s3.download_fileobj(BUCKET, "a/other.txt", other)
    s3.download_fileobj(BUCKET, "a/into-a-buffer.pkl", buffer)
    buffer.seek(0)
    return pickle.load(buffer)


def known_in_part(name):
    client = boto3.Session(profile_name="models").client("s3")
    return pickle.loads(client.get_object(Bucket=BUCKET, Key=f"b/{name}.pkl")["Body"].read())


def of_a_stream():
    return pickle.load(s3.get_object(Bucket=BUCKET, Key="a/of-a-stream.pkl").get("Body"))


def of_something_else(client):
    """Nothing says what this client is."""
    return pickle.loads(client.get_object(Bucket=BUCKET, Key="a/unknown.pkl")["Body"].read())
