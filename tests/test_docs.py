"""Claims on the documentation: what it shows works, and what is made from the program is up to date."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import ROOT, Done
from trilatcli.cli.app import COMMANDS

README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = sorted([ROOT / "README.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").glob("*.md")])


def calls_of(text: str) -> list[str]:
    """Give the calls in indented blocks, without what follows them: a remark, a pipe, a redirection."""
    lines = [line.strip() for line in re.findall(r"^    (trilat\b.*)$", text, re.M)]
    return [re.split(r"\s{2,}|\s[|>]\s", line)[0] for line in lines]


def test_the_readme_shows_calls_for_people_and_scripts() -> None:
    assert len(calls_of(README)) >= 12


@pytest.mark.parametrize("line", calls_of(README))
def test_every_call_in_the_readme_works(cli: Callable[..., Done], line: str) -> None:
    done = cli(*shlex.split(line)[1:])
    assert done.code == 0, done.err
    assert done.out


@pytest.mark.parametrize("line", sorted({call for page in PAGES[1:] for call in calls_of(page.read_text(encoding="utf-8"))}))
def test_every_call_in_the_other_pages_is_of_a_command_that_exists(cli: Callable[..., Done], line: str) -> None:
    words = shlex.split(line)
    assert words[1] in COMMANDS
    if words[1] != "data":
        assert cli(*words[1:]).code == 0, line


def test_what_is_made_from_the_program_is_up_to_date() -> None:
    done = subprocess.run([sys.executable, str(ROOT / "tools" / "make_docs.py"), "--check"], capture_output=True, text=True, timeout=120)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_every_link_within_the_project_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8"))
    gone = [
        link for link in links if "://" not in link and not link.startswith("#") and not (page.parent / link.partition("#")[0]).exists()
    ]
    assert gone == []


def test_the_page_for_scripts_names_every_exit_code_and_every_schema() -> None:
    from trilatcli import errors

    text = (ROOT / "docs" / "json.md").read_text(encoding="utf-8")
    for code in (errors.DONE, errors.NAMED_THING, errors.USAGE, errors.DATABASE, errors.RECORDS, errors.INTERRUPTED):
        assert f"| {code} |" in text
    for schema in (ROOT / "docs" / "schema").glob("*.json"):
        assert f"(schema/{schema.name})" in text


def test_every_command_and_option_is_in_the_reference(cli: Callable[..., Done]) -> None:
    text = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    for command in COMMANDS:
        part = text[text.index(f"## trilat {command}") :]
        for option in re.findall(r"^\s+(?:-\w, )?(--[a-z-]+)", cli(command, "--help").out, re.M):
            if option != "--help":
                assert f"`{option}`" in part.partition("\n## ")[0] or command == "data", (command, option)


def test_no_machine_is_named_in_the_documentation() -> None:
    for page in PAGES:
        assert not re.search(r"/(home|root|work|Users)/", page.read_text(encoding="utf-8")), page.name
