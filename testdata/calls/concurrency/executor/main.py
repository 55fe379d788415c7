"""Functions given to an executor are called on behalf of the caller."""

from concurrent.futures import ThreadPoolExecutor


def encode(text):
    return text


def decode(text):
    return text


def run():
    with ThreadPoolExecutor(max_workers=1) as pool:
        future = pool.submit(encode, "a")
        results = list(pool.map(decode, ["b"]))
    return future.result(), results


run()
