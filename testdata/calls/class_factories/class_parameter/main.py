"""A class is passed along and built at the end."""


class Session:
    def __init__(self, url):
        self.url = url

    def get(self):
        return self.url


def connect(url, session_class=Session):
    return open_session(session_class, url)


def open_session(session_class, url):
    session = session_class(url)
    return session.get()


connect("a")
