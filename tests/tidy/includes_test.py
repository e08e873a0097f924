"""Who may include whom: third-party libraries each in one folder, and the direction between our own folders."""
import re

import pytest

from tree import includes, sources

# Header → the only folders that may see it.
THIRD_PARTY = [
    (re.compile(r"^boost/beast"), ("gateway/http/",)),
    (re.compile(r"^boost/asio/(ssl|ip|local|basic_\w*socket|connect|acceptor)"), ("gateway/http/",)),
    (re.compile(r"^boost/asio"), ("gateway/http/", "gateway/api/", "gateway/dispatch/", "gateway/kafka/", "gateway/cli/")),
    (re.compile(r"^openssl/"), ("gateway/crypto/",)),
    (re.compile(r"^librdkafka/"), ("gateway/kafka/",)),
    (re.compile(r"^rapidjson/"), ("gateway/json/",)),
    (re.compile(r"^simdjson"), ("gateway/json/",)),
    (re.compile(r"^lmdb"), ("gateway/state/",)),
    (re.compile(r"^(prometheus|spdlog)/"), ("gateway/observe/",)),
    (re.compile(r"^toml\+\+/"), ("gateway/config/",)),
    (re.compile(r"^CLI/"), ("gateway/cli/",)),
    (re.compile(r"^pugixml"), ("adapters/common/xml/",)),
    (re.compile(r"^(pango|cairo)/|^zint[.]h"), ("gateway/papers/",)),
    (re.compile(r"^unicode/"), ("gateway/screening/",)),
    (re.compile(r"^xmlsec/"), ("gateway/crypto/",)),
    (re.compile(r"^(gtest|gmock)/"), ()),
]
# The TLS stream is one object of two libraries: the session speaks through it, crypto makes its context.
ALLOWED = {("gateway/http/", re.compile(r"^boost/asio/ssl")), ("gateway/http/", re.compile(r"^openssl/ssl"))}

# Our folders: the right may use the left, never the other way. `abi` and `registry` belong to adapters.
MAY_USE = {
    "core": set(),
    "crypto": {"core"},
    "json": {"core"},
    "order": {"core", "json", "crypto", "rules"},
    "rules": {"core"},
    "config": {"core", "crypto", "json"},
    "observe": {"core", "json", "config"},
    "corridors": {"core", "crypto"},
    "papers": {"core", "json", "order", "adapters"},
    "intake": {"core", "json", "crypto", "order", "rules", "config", "api/message.hpp",
               "common/xml/reader.hpp"},
    "kafka": {"core", "observe"},
    "state": {"core", "observe"},
    "screening": {"core", "crypto", "json", "order", "common/xml/reader.hpp"},
    "dispatch": {"core", "crypto", "json", "order", "rules", "config", "observe", "intake", "kafka", "state", "adapters",
                 "screening", "corridors"},
    # The three headers say what http wants of a handler: a route, a problem, an observer; no Beast in them.
    "api": {"core", "crypto", "json", "order", "rules", "config", "observe", "intake", "kafka", "state", "dispatch",
            "screening", "corridors", "papers", "adapters", "http/problem.hpp", "http/router.hpp", "http/observer.hpp"},
    "http": {"core", "crypto", "json", "config", "observe", "api"},
    "cli": None,  # the composition root sees everything
}
ADAPTERS_MAY_USE = {"core", "json", "order", "rules", "crypto", "config/connection.hpp"}


@pytest.mark.parametrize("path", sources("gateway", "adapters"))
def test_third_party_headers_stay_in_their_folder(path):
    if path.endswith("_test.cpp") or "/test_support" in path:
        return
    for _, header in includes(path):
        for pattern, folders in THIRD_PARTY:
            if not pattern.search(header):
                continue
            if any(path.startswith(folder) and allowed.search(header) for folder, allowed in ALLOWED):
                break
            assert path.startswith(folders), f"{path} includes <{header}>, visible only in {folders or 'tests'}"
            break


@pytest.mark.parametrize("path", sources("gateway"))
def test_gateway_folders_use_only_what_stands_before_them(path):
    folder = path.split("/")[1]
    if path.count("/") < 2 or MAY_USE.get(folder, set()) is None:
        return
    assert folder in MAY_USE, f"gateway/{folder} is not in the table of this test"
    for quote, header in includes(path):
        if quote != '"' or header.startswith(f"gateway/{folder}/"):
            continue
        top, _, rest = header.partition("/")
        assert top in ("gateway", "adapters"), f"{path} includes \"{header}\": not by its path from the root"
        used = "adapters" if top == "adapters" else rest.split("/")[0]
        assert used in MAY_USE[folder] or rest in MAY_USE[folder], f"{path}: {folder} may not use {header}"
        if used == "adapters":
            assert re.fullmatch(r"adapters/(adapter|registry|route|duty_unknown|abi/channel|common/\w+/\w+)\.hpp", header), f"{path} knows a country: {header}"


@pytest.mark.parametrize("header", ["problem", "router", "observer"])
def test_what_http_offers_to_api_has_no_third_party(header):
    third_party = [name for quote, name in includes(f"gateway/http/{header}.hpp") if re.match(r"(boost/beast|openssl)", name)]
    assert not third_party


@pytest.mark.parametrize("path", sources("adapters"))
def test_an_adapter_knows_the_core_and_no_neighbour(path):
    parts = path.split("/")
    own = "/".join(parts[:2]) + "/" if len(parts) > 2 else "adapters/"
    for quote, header in includes(path):
        if quote != '"':
            continue
        if header.startswith("gateway/"):
            rest = header.removeprefix("gateway/")
            assert rest.split("/")[0] in ADAPTERS_MAY_USE or rest in ADAPTERS_MAY_USE, f"{path} includes {header}"
        elif header.startswith("adapters/"):
            shared = header.count("/") == 1 or header.startswith("adapters/common/")
            assert shared or header.startswith(own), f"{path} includes its neighbour {header}"
        else:
            assert header.startswith("tests/") and path.endswith("_test.cpp"), f"{path} includes \"{header}\""


@pytest.mark.parametrize("path", [path for path in sources("gateway", "adapters") if path.endswith(".hpp")])
def test_a_header_is_guarded(path):
    from tree import read

    assert "#pragma once" in read(path).splitlines(), path
