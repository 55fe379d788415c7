import joblib

from lab.marks import hookimpl


class Heads:
    @hookimpl(tryfirst=True)
    def load_head(self, name):
        return joblib.load(name)
