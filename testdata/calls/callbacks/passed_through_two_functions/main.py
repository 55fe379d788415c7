"""A callback is handed on twice before a library calls it."""

from concurrent.futures import ThreadPoolExecutor


def work(item):
    return item


def submit_all(pool, function, items):
    return [pool.submit(function, item) for item in items]


def run(items):
    with ThreadPoolExecutor(max_workers=1) as pool:
        return submit_all(pool, work, items)


run([1])
