"""The files of the repository, and small readers that the tidy tests share. Tests only look at what git would keep."""
import functools
import pathlib
import re
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[2]


@functools.lru_cache(maxsize=None)
def files() -> tuple[str, ...]:
    """Paths from the root: tracked, and new ones that are not ignored."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT, check=True, capture_output=True, text=True,
    ).stdout.split("\0")
    return tuple(sorted(path for path in set(listed) if path and (ROOT / path).is_file()))


@functools.lru_cache(maxsize=None)
def read(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


def sources(*folders: str) -> list[str]:
    """C++ sources and headers below the folders."""
    return [path for path in files()
            if path.endswith((".cpp", ".hpp", ".h")) and path.startswith(tuple(f + "/" for f in folders))]


def is_text(path: str) -> bool:
    return b"\0" not in (ROOT / path).read_bytes()[:4096]


INCLUDE = re.compile(r'^\s*#\s*include\s+([<"])([^">]+)[">]', re.MULTILINE)


def includes(path: str) -> list[tuple[str, str]]:
    return INCLUDE.findall(read(path))


def without_comments_and_strings(text: str) -> str:
    """C++ with comments and literals blanked, line by line, so that a word in prose is no finding."""
    pattern = re.compile(r'R"(\w*)\(.*?\)\1"|//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])+\'', re.DOTALL)
    return pattern.sub(lambda match: re.sub(r"[^\n]", " ", match.group(0)), text)
