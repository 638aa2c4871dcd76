"""Claims on what a fresh interpreter loads: a reader pays for nothing that the answer does not need."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

HEAVY = ("rich", "rapidfuzz", "yaml", "sqlite_utils", "pydantic", "hypothesis", "numpy", "pygments", "jsonschema")
PROBE = """
import sys
from trilatcli.cli.app import main
code = main({arguments!r})
sys.stdout.flush()
sys.stderr.write("\\nLOADED " + " ".join(sorted({{name.partition(".")[0] for name in sys.modules}})))
sys.exit(code)
"""


def loaded(*arguments: str, code: int = 0, **environment: str) -> set[str]:
    """Run the program in a fresh interpreter and give the top-level modules it has loaded."""
    done = subprocess.run(
        [sys.executable, "-c", PROBE.format(arguments=list(arguments))],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, **environment},
        timeout=60,
    )
    assert done.returncode == code, done.stderr
    return set(done.stderr.rpartition("LOADED ")[2].split())


@pytest.mark.parametrize(
    "arguments",
    [
        ["search", "cybersecurity", "--json"],
        ["search", "岸田文雄", "-f", "csv"],
        ["search", "2016-09-18", "-f", "jsonl"],
        ["official", "Blinken", "--json"],
        ["timeline", "2016", "--json"],
        ["timeline", "2016", "-f", "md"],
        ["topic", "cyber", "-f", "tsv"],
        ["event", "2016-12-19", "--json"],
        ["about", "--json"],
        ["sql", "SELECT 1", "--json"],
        ["--version"],
    ],
)
def test_data_and_markdown_load_nothing_heavy(arguments: list[str]) -> None:
    assert loaded(*arguments) & set(HEAVY) == set()


def test_completion_loads_nothing_heavy() -> None:
    code = PROBE.format(arguments=[])
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        env={**os.environ, "_TRILAT_COMPLETE": "complete_bash", "COMP_WORDS": "trilat topic cy", "COMP_CWORD": "2"},
        timeout=60,
    )
    assert "cybersecurity" in done.stdout
    assert set(done.stderr.rpartition("LOADED ")[2].split()) & set(HEAVY) == set()


@pytest.mark.parametrize("arguments", [["search", "cybersecurity"], ["event", "2016-12-19"], ["about"], []])
def test_a_table_loads_rich_and_no_fuzzy_matching(arguments: list[str]) -> None:
    modules = loaded(*arguments)
    assert "rich" in modules
    assert modules & {"rapidfuzz", "yaml", "sqlite_utils", "pydantic"} == set()


def test_only_an_unknown_word_loads_fuzzy_matching() -> None:
    assert "rapidfuzz" in loaded("search", "cybersecurty", "--json")
    assert "rapidfuzz" not in loaded("search", "cybersecurty", "--json", "--exact")


@pytest.mark.parametrize(
    "arguments", [["search"], ["timeline", "2016-02-30"], ["nope"], ["search", "x", "--nope"], ["search", "x", "--db", "/nowhere"]]
)
def test_a_mistake_loads_nothing_heavy(arguments: list[str]) -> None:
    assert loaded(*arguments, code=3 if "--db" in arguments else 2) & set(HEAVY) == set()


def test_a_reader_loads_nothing_of_the_maintainers() -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROBE.format(arguments=["search", "cybersecurty"]).replace('.partition(".")[0]', "")],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
    )
    modules = set(done.stderr.rpartition("LOADED ")[2].split())
    assert "trilatcli.search" in modules
    assert not [m for m in modules if m.startswith(("trilatcli.curate", "trilatcli.store.build", "trilatcli.model"))]


def test_importing_the_package_loads_next_to_nothing() -> None:
    probe = "import sys; before = set(sys.modules); import trilatcli; print(sorted(set(sys.modules) - before))"
    done = subprocess.run([sys.executable, "-I", "-c", probe], capture_output=True, text=True, timeout=60)
    assert done.stdout.strip() == "['trilatcli']", done.stdout + done.stderr
