"""Scanners, whose result has to decide."""

import pickle

import fickling
import modelaudit
import torch
from fickling.analysis import Severity, check_safety
from fickling.fickle import Pickled
from modelscan.modelscan import ModelScan
from picklescan.scanner import scan_bytes, scan_file_path
from policies import decide


def decides(path):
    result = scan_file_path(path)
    if result.infected_files > 0 or result.scan_err:
        raise ValueError(path)
    return torch.load(path, weights_only=False)  #: scanner, scanner-errors


def decides_by_what_is_infected(path):
    result = scan_file_path(path)
    if result.infected_files > 0:
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
        return torch.load(path, weights_only=False)  #: verdict
    return torch.load(path, weights_only=False)  #: -


def loads_what_is_infected(path):
    result = scan_file_path(path)
    if result.infected_files > 0 or result.scan_err:
        return torch.load(path, weights_only=False)  #: -
    return None


def both_arms(path):
    if scan_file_path(path).infected_files == 0:
        return torch.load(path, weights_only=False)  #: scanner
    else:
        return torch.load(path, weights_only=False)  #: -


def zero_on_the_left(path):
    result = scan_file_path(path)
    if 0 < result.issues_count:
        raise ValueError(path)
    return torch.load(path, weights_only=False)  #: scanner


def not_what_was_found(path):
    result = scan_file_path(path)
    if result.scanned_files == 0:
        raise ValueError(path)
    return torch.load(path, weights_only=False)  #: -


def the_result_is_always_true(path):
    if scan_file_path(path):
        return torch.load(path, weights_only=False)  #: -
    return None


def of_bytes(path):
    with open(path, "rb") as file:
        data = file.read()
    infected = scan_bytes(data, path).infected_files
    if infected:
        return None
    return pickle.loads(data)  #: scanner


def not_successful(path):
    if not modelaudit.scan_file(path).success:
        return torch.load(path, weights_only=False)  #: -
    return None


def has_errors(path):
    result = modelaudit.scan_file(path)
    if result.has_errors:
        return torch.load(path, weights_only=False)  #: -
    return torch.load(path, weights_only=False)  #: scanner


def summed_up(path):
    results = ModelScan().scan(path)
    if results["summary"]["total_issues"] > 0:
        raise ValueError(path)
    return torch.load(path, weights_only=False)  #: scanner


def summed_up_and_ignored(path):
    results = ModelScan().scan(path)
    if len(results.get("issues")) > 0:
        return torch.load(path, weights_only=False)  #: -
    return None


def by_severity(path):
    results = ModelScan().scan(path)
    if results["summary"]["total_issues_by_severity"]["CRITICAL"]:
        raise ValueError(path)
    return torch.load(path, weights_only=False)  #: scanner


def each_issue(path):
    for issue in modelaudit.scan_file(path).issues:
        if issue.severity == "critical":
            raise ValueError(issue)
    return torch.load(path, weights_only=False)  #: scanner


def each_issue_is_printed(path):
    for issue in modelaudit.scan_file(path).issues:
        if issue.severity == "critical":
            print(issue)
            continue
    return torch.load(path, weights_only=False)  #: -


def each_issue_in_a_try(path):
    try:
        for issue in modelaudit.scan_file(path).issues:
            raise ValueError(issue)
    except ValueError:
        print("infected")
    return torch.load(path, weights_only=False)  #: -


def any_issue(path):
    issues = modelaudit.scan_file(path).issues
    if any(issue.severity == "critical" for issue in issues):
        raise ValueError(path)
    return torch.load(path, weights_only=False)  #: scanner


def with_any_issue(path):
    issues = modelaudit.scan_file(path).issues
    if any(issue.severity == "critical" for issue in issues):
        return torch.load(path, weights_only=False)  #: -
    return None


def is_infected(path):
    return scan_file_path(path).infected_files > 0


def infected_in_a_function(path):
    if is_infected(path):
        return torch.load(path, weights_only=False)  #: -
    return torch.load(path, weights_only=False)  #: scanner


def severity_is_low(path):
    with open(path, "rb") as file:
        if check_safety(Pickled.load(file)).severity > Severity.LIKELY_SAFE:
            raise ValueError(path)
        return pickle.load(file)  #: verdict


def whole_archive(path):
    results = fickling.scan_zip_archive(path)
    if all(each.is_safe for each in results.values()):
        return torch.load(path, weights_only=False)  #: scanner
    return torch.load(path, weights_only=False)  #: -


def severity_is_high(path):
    result = fickling.scan_file(path)
    if result.severity == Severity.LIKELY_SAFE:
        return torch.load(path, weights_only=False)  #: verdict
    return torch.load(path, weights_only=False)  #: -


def a_verdict_that_is_true(path):
    result = fickling.scan_file(path)
    if result:
        return torch.load(path, weights_only=False)  #: verdict
    if not result.is_safe:
        return torch.load(path, weights_only=False)  #: -
    return None


def looked_at_by_a_function(path):
    result = scan_file_path(path)
    if decide(result):
        raise ValueError(path)
    return torch.load(path, weights_only=False)  #: scanner, scanner-errors


def looked_at_and_loaded(path):
    result = scan_file_path(path)
    if decide(result):
        return torch.load(path, weights_only=False)  #: -
    return None


def inside(path):
    with open(path, "rb") as file, fickling.check_safety():
        return pickle.load(file)  #: fickling-context


def behind(path):
    with fickling.check_safety():
        print(path)
    with open(path, "rb") as file:
        return pickle.load(file)  #: -


def named_and_decided(name):
    if name not in ("a.pt", "b.pt"):
        raise ValueError(name)
    result = scan_file_path(name)
    if result.infected_files > 0 or result.scan_err:
        raise ValueError(name)
    return torch.load(name, weights_only=False)  #: listed-name, scanner, scanner-errors


def decided_twice(path):
    if scan_file_path(path).infected_files > 0 or not fickling.is_likely_safe(path):
        raise ValueError(path)
    return torch.load(path, weights_only=False)  #: scanner, verdict
