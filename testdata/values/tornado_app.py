"""Tornado: what the table of routes gives to handlers, and options of the command line."""

from tornado.options import define, options, parse_command_line
from tornado.web import Application, RequestHandler, URLSpec
from transformers import AutoModel

define("model", default="org/by-option", help="what is loaded")
define("other-model", default=None)


class Given(RequestHandler):
    def initialize(self, name):
        self.name = name

    def get(self):
        AutoModel.from_pretrained(self.name)  #? "org/by-option"


class Listed(RequestHandler):
    def initialize(self, name, revision="main"):
        self.name = name
        self.revision = revision

    def post(self):
        AutoModel.from_pretrained(self.name, revision=self.revision)  #? "org/listed" revision="main"


class Open(RequestHandler):
    def get(self):
        AutoModel.from_pretrained(options.other_model)  #? unknown: command line argument --other_model has no default


def main():
    parse_command_line()
    routes = [(r"/given", Given, {"name": options.model}), (r"/open", Open)]
    Application([*routes, URLSpec(r"/listed", Listed, dict(name="org/listed"))]).listen(80)


if __name__ == "__main__":
    main()
