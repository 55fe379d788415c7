"""The name may be put together from constants."""

PREFIX = "handle"


class Server:
    def handle_get(self):
        return 1

    def handle_put(self):
        return 2

    def serve(self):
        for verb in ("get", "put"):
            getattr(self, f"{PREFIX}_{verb}")()


Server().serve()
