"""Every package that the scripts install stands in the table of docs/architecture.md, and nothing else does."""
import re

from tree import read

PAGE = "docs/architecture.md"


def installed():
    """Debian packages of deploy/install, Python packages of the requirement files, Maven artefacts of deploy/kafka."""
    script = read("deploy/install")
    names = {name for group in re.findall(r"^(?:build|kafka|tests|bench)=\((.*?)\)", script, re.MULTILINE | re.DOTALL)
             for name in group.split()}
    for path in ("tests/requirements.txt", "tests/bench/requirements.txt"):
        names |= {re.match(r"[\w.-]+", line)[0] for line in read(path).splitlines() if line and not line.startswith("#")}
    names |= set(re.findall(r"<dependency>.*?<artifactId>([\w.-]+)</artifactId>", read("deploy/kafka/pom.xml")))
    return names


def documented():
    section = read(PAGE).split("## Dependencies", 1)[1].split("\n## ", 1)[0]
    first_cells = re.findall(r"^\| (`[^|]+`) \|", section, re.MULTILINE)
    return {name.split(":")[-1] for cell in first_cells for name in re.findall(r"`([^`]+)`", cell)}


def test_the_scripts_name_packages():
    assert len(installed()) > 40


def test_every_installed_package_is_documented():
    missing = sorted(installed() - documented())
    assert not missing, f"{PAGE} does not say why"


def test_every_documented_package_is_installed():
    surplus = sorted(documented() - installed())
    assert not surplus, f"{PAGE} names what nothing installs"
