"""Claims on shell completion: ids of every kind, levels, countries; nothing else on either stream."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from conftest import Done
from trilatcli.cli.complete import ids


def complete(line: str, shell: str = "bash") -> Done:
    """Complete a command line at its end, as the shell's own function does."""
    words = line.split(" ")
    environment = {
        **os.environ,
        "_TRILAT_COMPLETE": f"complete_{shell}",
        "COMP_WORDS": line,
        "COMP_CWORD": str(len(words) - 1),
        "_TYPER_COMPLETE_ARGS": line,
        "_TYPER_COMPLETE_FISH_ACTION": "get-args",
    }
    done = subprocess.run([sys.executable, "-m", "trilatcli"], capture_output=True, env=environment, timeout=60)
    return Done(done.returncode, done.stdout.decode(), done.stderr.decode())


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("trilat ti", "timeline"),
        ("trilat data ch", "check"),
        ("trilat topic cy", "cybersecurity"),
        ("trilat topic ", "abductions"),
        ("trilat official antony-", "antony-blinken"),
        ("trilat series vice-", "vice-ministerial"),
        ("trilat event 2016-12-19", "2016-12-19-cyber-consultation"),
        ("trilat document 2017-01-05-f", "2017-01-05-fact-sheet"),
        ("trilat instrument resolution-22", "resolution-2270"),
        ("trilat organization as", "asean"),
        ("trilat timeline --topic cy", "cybersecurity"),
        ("trilat timeline --official fumio", "fumio-kishida"),
        ("trilat timeline --level vice", "vice-minister"),
        ("trilat timeline --level ", "leader"),
        ("trilat timeline --country ", "KR"),
        ("trilat timeline --series vice", "vice-ministerial"),
        ("trilat search x --kind off", "official"),
        ("trilat search x --place wash", "washington"),
        ("trilat search x --format j", "jsonl"),
        ("trilat search x --color a", "always"),
        ("trilat search --exp", "--explain"),
    ],
)
def test_bash_completes_commands_ids_levels_countries_and_options(line: str, wanted: str) -> None:
    done = complete(line)
    assert done.err == ""
    offered = done.out.splitlines()
    assert wanted in offered
    begun = line.rpartition(" ")[2]
    assert all(word.startswith(begun) for word in offered)


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_other_shells_are_given_titles_beside_the_ids(shell: str) -> None:
    done = complete("trilat topic cybers", shell)
    assert "cybersecurity" in done.out
    assert "Cybersecurity" in done.out
    assert done.err == ""


@pytest.mark.parametrize(
    "kind", ["topic", "official", "series", "event", "document", "instrument", "organization", "country", "level", "kind", "place"]
)
def test_every_kind_completes_from_nothing_and_from_a_beginning(kind: str) -> None:
    offered = ids(kind, "")
    assert offered
    assert all(id and title for id, title in offered)
    begun = offered[0][0][:2]
    assert ids(kind, begun)
    assert all(id.startswith(begun) for id, _ in ids(kind, begun))
    assert ids(kind, "zzqq") == []


def test_completion_without_a_database_offers_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("trilatcli.store.database.bundled_path", lambda: tmp_path / "none.db")
    assert ids("topic", "") == []


def test_what_nothing_begins_with_completes_to_nothing() -> None:
    done = complete("trilat topic zzqq")
    assert (done.out.strip(), done.err) == ("", "")


@pytest.mark.parametrize("word", ["cyber'; rm -rf", "%", "[", "\x1b", "岸", '"', "--"])
def test_any_text_can_be_completed(word: str) -> None:
    done = complete(f"trilat topic {word}")
    assert "Traceback" not in done.err
    assert not [c for c in done.out if not c.isprintable() and c != "\n"]


def test_the_ids_offered_are_the_ids_of_the_record(shipped_store: Any) -> None:
    assert complete("trilat topic ").out.split() == sorted(r["id"] for r in shipped_store.listing("topic"))


def test_a_completion_is_a_call_that_works(cli: Any) -> None:
    assert cli("topic", complete("trilat topic cybers").out.split()[0], "--json").code == 0
    assert cli("timeline", "--place", complete("trilat timeline --place wash").out.split()[0], "--json").code == 0
