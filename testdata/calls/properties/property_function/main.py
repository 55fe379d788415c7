"""The property can be built by a plain call."""


class Frame:
    def _get_size(self):
        return 1

    def _set_size(self, value):
        self._value = value

    size = property(_get_size, _set_size)


def run():
    frame = Frame()
    frame.size = 2
    return frame.size


run()
