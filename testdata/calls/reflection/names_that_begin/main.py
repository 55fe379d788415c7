"""Methods that are found by what their names begin with."""

import inspect


class Server:
    def __init__(self, handler):
        self.commands = {
            name.replace("do_", ""): getattr(self, name)
            for name in dir(self)
            if name.startswith("do_")
        }
        self.hooks = {
            name: getattr(handler, name) for name in dir(handler) if name.startswith("handle_")
        }
        self.logins = [
            method for name, method in inspect.getmembers(self) if name.startswith(("auth_", "sso_"))
        ]

    def do_get(self):
        return 1

    def do_put(self):
        return 2

    def auth_plain(self):
        return 3

    def sso_token(self):
        return 4

    def helper(self):
        return 5

    def run(self, command):
        method = self.commands.get(command)
        if method is None:
            return None
        for login in self.logins:
            login()
        for hook in self.hooks.values():
            hook()
        return method()


class Mail(Server):
    def do_send(self):
        return 6


class Handler:
    def handle_open(self):
        return 7

    def closed(self):
        return 8


def collect(module):
    for name in dir(module):
        if not name.startswith("test_"):
            continue
        getattr(module, name)()


def main(command):
    Mail(Handler()).run(command)


def serve(server: Server, command):
    server.run(command)


main("get")
