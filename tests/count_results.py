#!/usr/bin/env python3
"""count_results.py FOLDER: "PASSED FAILED SKIPPED" of all results in it; names of failed cases go to standard error.

FOLDER holds JUnit files of pytest (pytest*.xml), of ctest (ctest.xml, one case a test program) and of the test programs
themselves (gtest/*.xml). A program that failed without a failed case (it crashed, or leaked at its end) is one failure.
"""
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path


def outcome(case):
    if case.find("failure") is not None or case.find("error") is not None:
        return "failed"
    ran = case.get("status") not in ("notrun", "disabled") and case.get("result") != "suppressed"
    return "skipped" if case.find("skipped") is not None or not ran else "passed"


def cases(path):
    for case in ElementTree.parse(path).iter("testcase"):
        yield f"{case.get('classname', '')}.{case.get('name', '')}".strip("."), outcome(case)


def count(folder):
    """({passed, failed, skipped}, [names of the failed])."""
    counts = {"passed": 0, "failed": 0, "skipped": 0}
    failures = []

    def add(name, result):
        counts[result] += 1
        if result == "failed":
            failures.append(name)

    for path in sorted(folder.glob("pytest*.xml")):
        # A case that was tried once more stands there twice; the last try counts.
        for name, result in dict(cases(path)).items():
            add(name, result)
    programs_with_failed_cases = 0
    inner = sorted(folder.glob("gtest/*.xml"))
    for path in inner:
        results = list(cases(path))
        for name, result in results:
            add(name, result)
        programs_with_failed_cases += any(result == "failed" for _, result in results)
    if (folder / "ctest.xml").exists():
        programs = list(cases(folder / "ctest.xml"))
        failed = [name for name, result in programs if result == "failed"]
        for name in failed[:max(0, len(failed) - programs_with_failed_cases)] if inner else ():
            add(f"program {name}", "failed")
        if not inner:
            for name, result in programs:
                add(name, result)
    return counts, failures


def main():
    counts, failures = count(Path(sys.argv[1]))
    for name in failures:
        print(f"  failed: {name}", file=sys.stderr)
    print(counts["passed"], counts["failed"], counts["skipped"])


if __name__ == "__main__":
    main()
