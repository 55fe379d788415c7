"""Queues and stacks that inherit a container: what their methods put into them, they take out."""

from collections import deque


class Queue(deque):
    def put(self, item):
        self.append(item)

    def get(self):
        return self.popleft()


class Stack(list):
    def put(self, item):
        self.append(item)

    def get(self):
        return self.pop()


class Job:
    def deps(self):
        return []


class Step:
    def deps(self):
        return []


class Pool:
    def run(self, func, args):
        return func(*args)


def check(job, out):
    out.put((job, True))


def one():
    q = Queue()
    q.put(Job())
    q.get().deps()


def two():
    q = Stack()
    q.put(Step())
    q.get().deps()


def three():
    q = Queue()
    check(Job(), q)
    item, done = q.get()
    item.deps()


def four():
    q = Queue()
    p = Pool()
    p.run(check, [Job(), q])
    item, done = q.get()
    item.deps()


one()
two()
three()
four()
