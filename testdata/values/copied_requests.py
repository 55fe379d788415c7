"""What requests say and is copied first: into mappings, lists, the arguments of a thread, an
object that another request uses."""

import json
import sys
import threading

import speech_pb2_grpc
from transformers import AutoModel, pipeline


def parsed(rows: list[str]) -> dict[str, str]:
    options: dict[str, str] = {}
    for row in rows:
        name, value = row.split(":", 1)
        options[name.strip()] = value.strip()
    return options


class Moods:
    DEFAULT = "org/moods"

    def __init__(self, options: dict[str, str]):
        self._options = options

    def read(self):
        name = self._options.get("moods", self.DEFAULT)
        return pipeline("audio-classification", model=name)  #? "org/moods" @ literal:21 | unknown: request comes from the request (SpeechServicer.Prepare)


class SpeechServicer(speech_pb2_grpc.SpeechServicer):
    def Prepare(self, request, context):
        options = parsed(list(request.options))
        options["folder"] = request.folder
        self.moods = Moods(options)

    def Listen(self, request, context):
        return self.moods.read()

    def Copied(self, request, context):
        options = dict(request.extra)
        AutoModel.from_pretrained(options.get("model", "org/copied"))  #? "org/copied" @ literal:42 | unknown: request comes from the request (SpeechServicer.Copied)
        source = options.get("source")
        if source:
            AutoModel.from_pretrained(source)  #? unknown: request comes from the request (SpeechServicer.Copied)

    def Listed(self, request, context):
        for name in list(request.names):
            AutoModel.from_pretrained(name)  #? unknown: request comes from the request (SpeechServicer.Listed)

    def Train(self, request, context):
        threading.Thread(target=self._train, args=(request, "org/base"), daemon=True).start()

    def _train(self, request, base):
        AutoModel.from_pretrained(request.model)  #? unknown: request comes from the request (SpeechServicer.Train)
        AutoModel.from_pretrained(base)  #? "org/base" @ literal:52


def read_file(path):
    with open(path) as stream:
        options = dict(json.load(stream))
    return AutoModel.from_pretrained(options["model"])  #? unknown: command line argument 1 has no default


if __name__ == "__main__":
    read_file(sys.argv[1])
