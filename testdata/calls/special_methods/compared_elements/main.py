"""Containers and functions that compare what they hold or are given."""

import bisect
import heapq


class Job:
    def __init__(self, cost):
        self.cost = cost

    def __lt__(self, other):
        return self.cost < other.cost

    def __gt__(self, other):
        return self.cost > other.cost

    def __eq__(self, other):
        return self.cost == other.cost


def ordered():
    return sorted([Job(2), Job(1)])


def in_place():
    jobs = [Job(2), Job(1)]
    jobs.sort()
    return jobs


def by_key():
    return sorted([Job(2), Job(1)], key=lambda job: job.cost)


def least():
    return min(Job(1), Job(2))


def greatest():
    return max([Job(1), Job(2)])


def queued():
    queue = [Job(3)]
    heapq.heappush(queue, Job(2))
    return heapq.heappop(queue)


def inserted():
    jobs = [Job(1), Job(3)]
    bisect.insort(jobs, Job(2))
    return jobs


def found():
    return Job(1) in [Job(2), Job(1)]


def removed():
    jobs = [Job(1), Job(2)]
    jobs.remove(Job(2))
    return jobs


def same():
    return [Job(1)] == [Job(1)]


def rows():
    return sorted([(1, Job(2)), (1, Job(1))])


def run():
    ordered()
    in_place()
    by_key()
    least()
    greatest()
    queued()
    inserted()
    found()
    removed()
    same()
    rows()


run()
