import multiprocessing.pool


def started(value):
    return value


def finish(value):
    return value


def done(value):
    finish(value)


def failed(error):
    finish(error)


pool = multiprocessing.pool.ThreadPool(1)
result = pool.apply_async(started, (1,), callback=done, error_callback=failed)
result.wait()
pool.terminate()
