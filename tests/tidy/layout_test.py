"""Where things stand: the top level, a README in each folder, the nine files of an order's path."""
import re

import pytest

from tree import ROOT, files, read

# docs/architecture.md, "Layout".
TOP_LEVEL = {"CMakeLists.txt", "CMakePresets.json", "README.md", "LICENSE",
             "gateway", "adapters", "schemas", "deploy", "tests", "docs"}

PATH_OF_AN_ORDER = [
    "gateway/http/session.cpp",
    "gateway/http/router.cpp",
    "gateway/api/submit_order.cpp",
    "gateway/intake/<platform>.cpp",
    "gateway/order/order_rules.cpp",
    "gateway/dispatch/planner.cpp",
    "adapters/<cc>/adapter.cpp",
    "gateway/dispatch/dedupe.cpp",
    "gateway/kafka/producer.cpp",
]


def test_the_top_level_is_exactly_as_agreed():
    names = {path.split("/")[0] for path in files()}
    visible = {name for name in names if not name.startswith(".")}
    assert visible == TOP_LEVEL


def folders_with_code():
    found = set()
    for path in files():
        parts = path.split("/")
        if parts[0] in ("gateway", "adapters") and len(parts) > 2 and parts[1] != "common":
            found.add("/".join(parts[:2]))
        if parts[:2] == ["adapters", "common"] and len(parts) > 3:
            found.add("/".join(parts[:3]))
    return sorted(found | {"gateway", "adapters", "schemas", "tests"})


@pytest.mark.parametrize("folder", folders_with_code())
def test_a_folder_has_a_readme(folder):
    path = f"{folder}/README.md"
    assert (ROOT / path).is_file(), f"{path} is missing"
    assert len(read(path).split()) >= 10, f"{path} says nothing"


def test_the_life_of_an_order_names_the_nine_files_and_no_other():
    text = read("docs/life_of_an_order.md")
    steps = re.findall(r"^\s*(?:#+\s*)?(\d)[.)]\s*(?:—\s*)?`([^`]+\.cpp)`", text, re.MULTILINE)
    assert [number for number, _ in steps] == [str(n) for n in range(1, 10)]
    for (_, named), agreed in zip(steps, PATH_OF_AN_ORDER, strict=True):
        pattern = re.escape(agreed).replace(re.escape("<platform>"), "[^/]+").replace(re.escape("<cc>"), "[^/]+")
        assert re.fullmatch(pattern, named), f"{named} where {agreed} is agreed"
        if "<" not in named:
            assert (ROOT / named).is_file(), f"{named} does not exist"


def test_every_file_the_life_of_an_order_names_exists():
    for path in re.findall(r"`((?:gateway|adapters)/[\w./-]+\.(?:cpp|hpp|def))`", read("docs/life_of_an_order.md")):
        assert (ROOT / path).is_file(), path


LINK = re.compile(r"\[[^\]]*\]\((?!https?:|mailto:|#)([^)#\s]+)")


@pytest.mark.parametrize("page", [path for path in files() if path.endswith(".md")])
def test_links_of_a_page_lead_somewhere(page):
    prose = re.sub(r"```.*?```|`[^`\n]*`", "", read(page), flags=re.DOTALL)
    for target in LINK.findall(prose):
        place = ROOT / target.lstrip("/") if target.startswith("/") else (ROOT / page).parent / target
        assert place.exists(), f"{page} links to {target}"
