"""A method call inside a closure finds the captured object."""


class Client:
    def send(self, text):
        return text


def sender():
    client = Client()

    def send(text):
        return client.send(text)

    return send


notify = sender()
notify("a")
