"""A subclass's property is the one that is read through self."""


class Backend:
    @property
    def kind(self):
        return "none"

    def describe(self):
        return self.kind


class Cuda(Backend):
    @property
    def kind(self):
        return "cuda"


Cuda().describe()
