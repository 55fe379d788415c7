"""What flows give to their tasks: nobody else calls those."""

from prefect import flow, task
from transformers import AutoModel


@task(retries=2)
def load(name):
    """Only the project starts it."""
    return AutoModel.from_pretrained(name)  #? "org/given" @ literal:16


@flow
def run():
    """Starts the task."""
    load("org/given")
