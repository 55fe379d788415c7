"""After a branch both values are possible."""


def on_gpu():
    return "gpu"


def on_cpu():
    return "cpu"


def place(gpu):
    if gpu:
        kernel = on_gpu
    else:
        kernel = on_cpu
    return kernel()


place(True)
place(False)
