"""A helper function sets attributes on the object it is given."""


class Device:
    pass


def identity(value):
    return value


def install(device):
    device.convert = identity


def run():
    device = Device()
    install(device)
    return device.convert(1)


run()
