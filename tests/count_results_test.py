"""The counting that decides the last line of tests/run."""
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from count_results import count  # noqa: E402

PYTEST = """<testsuites><testsuite><testcase classname="a" name="one"/><testcase classname="a" name="two"><failure/></testcase>
<testcase classname="a" name="three"><skipped/></testcase><testcase classname="a" name="four"><error/></testcase>
</testsuite></testsuites>"""
CTEST = """<testsuite><testcase name="unit.core" classname="unit.core" status="run"/>
<testcase name="unit.json" classname="unit.json" status="fail"><failure/></testcase></testsuite>"""
GTEST_GOOD = """<testsuites><testsuite><testcase name="A" classname="X" status="run" result="completed"/>
<testcase name="B" classname="X" status="notrun" result="suppressed"/>
<testcase name="C" classname="X" status="run" result="skipped"><skipped/></testcase></testsuite></testsuites>"""
GTEST_BAD = """<testsuites><testsuite><testcase name="D" classname="Y" status="run" result="completed"><failure/></testcase>
</testsuite></testsuites>"""


def write(folder, files):
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
    return count(folder)


def test_pytest_cases(tmp_path):
    assert write(tmp_path, {"pytest.xml": PYTEST}) == ({"passed": 1, "failed": 2, "skipped": 1}, ["a.two", "a.four"])


def test_cases_inside_the_programs_are_counted_not_the_programs(tmp_path):
    counts, failures = write(tmp_path, {"ctest.xml": CTEST, "gtest/a.xml": GTEST_GOOD, "gtest/b.xml": GTEST_BAD})
    assert counts == {"passed": 1, "failed": 1, "skipped": 2} and failures == ["Y.D"]


def test_a_program_that_crashed_without_a_failed_case_is_a_failure(tmp_path):
    counts, failures = write(tmp_path, {"ctest.xml": CTEST, "gtest/a.xml": GTEST_GOOD})
    assert counts["failed"] == 1 and failures == ["program unit.json.unit.json"]


def test_nothing_is_nothing(tmp_path):
    assert write(tmp_path, {})[0] == {"passed": 0, "failed": 0, "skipped": 0}
