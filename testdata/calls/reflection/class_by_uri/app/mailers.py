class Mailer:
    def __init__(self, settings):
        self.settings = settings

    def send(self, text):
        return text


class SecureMailer(Mailer):
    def send(self, text):
        return super().send(text)
