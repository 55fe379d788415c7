from typing import Optional


class Policy:
    def allows(self, size):
        raise NotImplementedError


class Always(Policy):
    def allows(self, size):
        return True


class UpTo(Policy):
    def __init__(self, limit):
        self.limit = limit

    def allows(self, size):
        return size <= self.limit


class Store:
    def __init__(self, policy: Policy = Always(), name: Optional[str] = None):
        self.policy = policy
        self.name = name

    def put(self, text):
        return self.policy.allows(len(text))


def local():
    return Store(name="local").put("abc")


print(local())
