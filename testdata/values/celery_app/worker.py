"""Settings of an application that its tasks read."""

from celery import Celery
from transformers import AutoModel

app = Celery("worker")
app.config_from_object("celeryconfig")
app.conf.update(reader="org/reader", task_acks_late=True)
app.conf.writer = "org/writer"
app.conf["tagger"] = "org/tagger"


@app.task
def work():
    """Reads them in each of the ways that there are."""
    AutoModel.from_pretrained(app.conf.encoder)  #? "org/encoder" @ literal:celeryconfig.py:2
    AutoModel.from_pretrained(app.conf["reader"])  #? "org/reader" @ literal:8
    AutoModel.from_pretrained(app.conf.writer)  #? "org/writer" @ literal:9
    AutoModel.from_pretrained(app.conf.get("tagger"))  #? "org/tagger" @ literal:10
    AutoModel.from_pretrained(app.conf.get("other", "org/other"))  #? "org/other" @ literal:20
