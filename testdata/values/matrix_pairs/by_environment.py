"""Variables that a job sets together."""

from os import environ, getenv

from transformers import AutoModel

AutoModel.from_pretrained(environ["MODEL"], revision=getenv("REVISION"))  #? "org/en" revision="en-2" | "org/de" revision="de-1"
