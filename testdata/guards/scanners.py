"""Scanners, whose result has to decide."""

import pickle

import fickling
import modelaudit
import torch
from modelscan.modelscan import ModelScan
from picklescan.scanner import scan_file_path


def decides(path):
    result = scan_file_path(path)
    if result.infected_files > 0 or result.scan_err:
        raise ValueError(path)
    return torch.load(path, weights_only=False)  #: scanner


def decides_nothing(path):
    result = scan_file_path(path)
    print(result.infected_files)
    return torch.load(path, weights_only=False)  #: -


def only_a_warning(path):
    if scan_file_path(path).infected_files:
        print("infected")
    return torch.load(path, weights_only=False)  #: -


def too_late(path):
    model = torch.load(path, weights_only=False)  #: -
    if scan_file_path(path).infected_files:
        raise ValueError(path)
    return model


def another_file(path, other):
    if scan_file_path(other).infected_files:
        raise ValueError(other)
    return torch.load(path, weights_only=False)  #: -


def swallowed(path):
    try:
        if scan_file_path(path).infected_files:
            raise ValueError(path)
    except Exception:
        print("infected")
    return torch.load(path, weights_only=False)  #: -


def is_clean(path):
    return not scan_file_path(path).infected_files


def in_a_function(path):
    if not is_clean(path):
        raise ValueError(path)
    return torch.load(path, weights_only=False)  #: scanner


def asked_of_the_scanner(path):
    scanner = ModelScan()
    scanner.scan(path)
    if scanner.issues.all_issues:
        raise ValueError(path)
    return torch.load(path, weights_only=False)  #: scanner


def asked_of_another_scanner(path):
    scanner, other = ModelScan(), ModelScan()
    scanner.scan(path)
    if other.issues.all_issues:
        raise ValueError(path)
    return torch.load(path, weights_only=False)  #: -


def audited(path):
    if not modelaudit.scan_file(path).success:
        raise ValueError(path)
    with open(path, "rb") as file:
        return pickle.load(file)  #: scanner


def likely_safe(path):
    if fickling.is_likely_safe(path):
        return torch.load(path, weights_only=False)  #: scanner
    return torch.load(path, weights_only=False)  #: -


def inside(path):
    with open(path, "rb") as file, fickling.check_safety():
        return pickle.load(file)  #: fickling-context


def behind(path):
    with fickling.check_safety():
        print(path)
    with open(path, "rb") as file:
        return pickle.load(file)  #: -
