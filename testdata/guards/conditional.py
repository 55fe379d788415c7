"""Checks under a condition that holds on the way that leads to the load, or does not."""

import torch
from picklescan.scanner import scan_file_path


def by_default(path, scan=True):
    if scan:
        result = scan_file_path(path)
        if result.infected_files or result.scan_err:
            raise ValueError(path)
    return torch.load(path, weights_only=False)  #: scanner, scanner-errors


def not_by_default(path, scan=False):
    if scan:
        result = scan_file_path(path)
        if result.infected_files or result.scan_err:
            raise ValueError(path)
    return torch.load(path, weights_only=False)  #: -


def without_a_default(path, scan):
    if scan:
        if scan_file_path(path).infected_files:
            raise ValueError(path)
    return torch.load(path, weights_only=False)  #: -


def _asked_to(path, scan=False):
    if scan:
        if scan_file_path(path).infected_files:
            raise ValueError(path)
    return torch.load(path, weights_only=False)  #: scanner


def asks(path):
    return _asked_to(path, scan=True)


def _told_not_to(path, scan=True):
    if scan:
        if scan_file_path(path).infected_files:
            raise ValueError(path)
    return torch.load(path, weights_only=False)  #: -


def tells(path):
    return _told_not_to(path, scan=False)


def _once_each(path, scan=True):
    if scan:
        if scan_file_path(path).infected_files:
            raise ValueError(path)
    return torch.load(path, weights_only=False)  #: -


def with_a_scan(path):
    return _once_each(path)


def without_a_scan(path):
    return _once_each(path, scan=False)


def in_the_other_arm(path, trusted=False):
    if trusted:
        print("not scanned")
    else:
        if scan_file_path(path).infected_files:
            raise ValueError(path)
    return torch.load(path, weights_only=False)  #: scanner


def another_one_under_it(path, scan=True, strict=False):
    if scan:
        infected = scan_file_path(path).infected_files
        if strict:
            if infected:
                raise ValueError(path)
    return torch.load(path, weights_only=False)  #: -


def in_a_loop_that_is_left(path, scan=True):
    while scan:
        if scan_file_path(path).infected_files:
            break
    return torch.load(path, weights_only=False)  #: -


def only_said(path, scan=True):
    if scan:
        if scan_file_path(path).infected_files:
            print("infected")
    return torch.load(path, weights_only=False)  #: -
