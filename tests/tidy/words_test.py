"""What may not stand in a file: banned constructs, reminders, paths of somebody's machine, files that are too long."""
import ast
import re

import pytest

from tree import files, is_text, read, sources, without_comments_and_strings

LINES_MAX = 400

BANNED_CODE = {
    "asio::detached": re.compile(r"\bdetached\b"),
    "using namespace std": re.compile(r"\busing\s+namespace\s+std\s*;"),
    "a bare sleep": re.compile(r"\b(usleep|sleep)\s*\("),
    "sprintf, strcpy and the like": re.compile(r"\b(sprintf|strcpy|strcat|gets|strtok|atoi|atof)\s*\("),
    "std::stod and floating point parsing": re.compile(r"\b(stod|stof|strtod)\s*\("),
}


@pytest.mark.parametrize("path", sources("gateway", "adapters"))
def test_code_has_no_banned_construct(path):
    code = without_comments_and_strings(read(path))
    for name, pattern in BANNED_CODE.items():
        found = pattern.search(code)
        assert not found, f"{path}:{code[:found.start()].count(chr(10)) + 1}: {name}"


@pytest.mark.parametrize("path", sources("gateway", "adapters"))
def test_a_file_is_at_most_400_lines(path):
    assert len(read(path).splitlines()) <= LINES_MAX, path


# Spelt in two parts, so that this file does not find itself.
REMINDERS = re.compile(r"\b(" + "|".join(["TO" + "DO", "FIX" + "ME", "XX" + "X", "HA" + "CK"]) + r")\b")
MACHINE = re.compile("|".join([
    r"(?<![\w.])/wo" + r"rk/", r"(?<![\w.-])/ho" + r"me/(?!user\b)\w", r"/ro" + r"ot/\w", r"(?<![\w./-])/tm" + r"p/brief",
    r"regi" + r"stry\.npmjs", r"files\.python" + r"hosted", r"proxy\.go" + r"lang\.org", r"artifact" + r"ory",
]))

TEXT = [path for path in files() if is_text(path)]


@pytest.mark.parametrize("path", [path for path in TEXT if not path.startswith("tests/golden/") and "/cases/" not in path])
def test_no_reminder_is_left(path):
    for number, line in enumerate(read(path).splitlines(), 1):
        assert not REMINDERS.search(line), f"{path}:{number}: {line.strip()}"


@pytest.mark.parametrize("path", TEXT)
def test_no_path_of_a_machine_and_no_registry(path):
    for number, line in enumerate(read(path).splitlines(), 1):
        assert not MACHINE.search(line), f"{path}:{number}: {line.strip()[:120]}"


@pytest.mark.parametrize("path", [path for path in TEXT if path.endswith(".py")])
def test_python_compiles(path):
    ast.parse(read(path), filename=path)


@pytest.mark.parametrize("path", [path for path in TEXT if "/cases/" not in path and "/corpus/" not in path
                                  and not path.startswith("tests/golden/")])
def test_a_text_file_ends_with_one_line_feed(path):
    text = read(path)
    assert not text or (text.endswith("\n") and not text.endswith("\n\n")), path


@pytest.mark.parametrize("path", sources("gateway", "adapters"))
def test_skips_only_for_reference_data(path):
    if "GTEST_SK" + "IP" in read(path):
        assert "SILKGATE_REFERENCE" in read(path), f"{path} skips for another reason than missing reference data"
