"""One run of a command: seconds, CPU seconds and memory of all its processes."""

import os
import subprocess
import time
from collections.abc import Sequence
from typing import NamedTuple

import psutil

INTERVAL = 0.05
"""Seconds between the first looks at the memory; peaks in between are missed."""

SHARE = 0.02
"""Part of the time that has passed after which it is looked at again: a look costs time too."""

_MIB = 1024 * 1024


class Run(NamedTuple):
    """What one run took."""

    seconds: float
    cpu: float
    memory: float
    """MiB; memory that processes share is counted once, where the system tells."""


def run(command: Sequence[str], limit: float) -> Run | None:
    """Run a command to its end; None where it took longer than the limit in seconds."""
    before = os.times()
    began = time.perf_counter()
    child = subprocess.Popen(
        command,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    peak = 0.0
    while child.poll() is None:
        peak = max(peak, _memory(child.pid))
        if time.perf_counter() - began > limit:
            _kill(child.pid)
            child.wait()
            return None
        try:
            child.wait(max(INTERVAL, SHARE * (time.perf_counter() - began)))
        except subprocess.TimeoutExpired:
            continue
    seconds = time.perf_counter() - began
    after = os.times()
    cpu = after.children_user - before.children_user
    return Run(seconds, cpu + after.children_system - before.children_system, peak)


def _memory(pid: int) -> float:
    total = 0.0
    for process in _family(pid):
        try:
            full = process.memory_full_info()
        except (psutil.NoSuchProcess, psutil.AccessDenied):
            continue
        total += getattr(full, "pss", full.uss)
    return total / _MIB


def _family(pid: int) -> list[psutil.Process]:
    try:
        top = psutil.Process(pid)
        return [top, *top.children(recursive=True)]
    except psutil.NoSuchProcess:
        return []


def _kill(pid: int) -> None:
    for process in _family(pid):
        try:
            process.kill()
        except psutil.NoSuchProcess:
            continue
