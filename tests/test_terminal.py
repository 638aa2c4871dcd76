"""Claims on what a person sees: the program on a real terminal (a pseudo-terminal of a given size)."""

from __future__ import annotations

import fcntl
import os
import re
import struct
import subprocess
import sys
import termios
from pathlib import Path

import pytest
from rich.cells import cell_len

pty = pytest.importorskip("pty", reason="pseudo-terminals are a matter of Unix")

HYPERLINK = re.compile(r"\x1b\]8;[^;]*;([^\x1b]*)\x1b\\")
ATTRIBUTE = re.compile(r"\x1b\[[\d;]*m")
QUIET = {"PAGER": "cat", "TRILAT_PAGER": "", "NO_COLOR": "", "FORCE_COLOR": "", "TERM": "xterm-256color", "COLORTERM": ""}


def terminal(*arguments: str, columns: int = 80, lines: int = 24, both: bool = True, **environment: str) -> tuple[int, str]:
    """Run the program on a terminal of so many columns and lines; give the exit code and what the terminal got."""
    main, other = pty.openpty()
    fcntl.ioctl(other, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
    kept = {k: v for k, v in os.environ.items() if k not in ("COLUMNS", "LINES")}
    process = subprocess.Popen(
        [sys.executable, "-m", "trilatcli", *arguments],
        stdin=other,
        stdout=other,
        stderr=other if both else subprocess.DEVNULL,
        env=kept | QUIET | environment,
        close_fds=True,
        start_new_session=True,
    )
    os.close(other)
    got = b""
    while True:
        try:
            part = os.read(main, 65536)
        except OSError:
            break
        if not part:
            break
        got += part
    os.close(main)
    return process.wait(timeout=60), got.decode().replace("\r\n", "\n")


def shown(text: str) -> str:
    return ATTRIBUTE.sub("", HYPERLINK.sub("", text))


CALLS = [
    ["search", "cybersecurity"],
    ["search", "拉致", "--explain", "--limit", "5"],
    ["timeline", "2016"],
    ["official", "Kishida"],
    ["official", "--country", "KR"],
    ["topic", "women's empowerment"],
    ["topic"],
    ["event", "2016-12-19"],
    ["document", "2017-01-05-fact-sheet"],
    ["document", "--since", "2023", "--until", "2023"],
    ["series", "vice-ministerial"],
    ["series"],
    ["instrument", "2270"],
    ["instrument"],
    ["about"],
    [],
    ["sql", "SELECT date, title, place_city FROM events LIMIT 30"],
    ["timeline", "2016", "--fields", "date,title,sources"],
]


@pytest.mark.parametrize("columns", [80, 160])
@pytest.mark.parametrize("call", CALLS, ids=lambda c: "-".join(c[:2])[:30] or "welcome")
def test_nothing_is_wider_than_the_terminal_but_urls(call: list[str], columns: int) -> None:
    if call[:1] == ["sql"]:
        call = ["sql", "SELECT date, title, summary FROM events LIMIT 30"]
    code, text = terminal(*call, "--no-pager" if call else "", columns=columns) if call else terminal(columns=columns)
    assert code == 0, text[-300:]
    wide = [line for line in shown(text).splitlines() if cell_len(line) > columns and "://" not in line]
    assert wide == []


@pytest.mark.parametrize(
    "call", [["search", "cybersecurity"], ["event", "2016-12-19"], ["document", "2017-01-05-fact-sheet"], ["official", "Kishida"]]
)
def test_every_url_is_whole_on_a_narrow_terminal(call: list[str]) -> None:
    _, narrow = terminal(*call, "--no-pager", columns=60, both=False)
    piped = subprocess.run([sys.executable, "-m", "trilatcli", *call], capture_output=True, text=True, encoding="utf-8", timeout=60).stdout
    urls = set(re.findall(r"https?://\S+", piped))
    assert urls
    flat = "".join(shown(narrow).split())
    assert [url for url in urls if url not in flat] == []


@pytest.mark.parametrize(
    "call", [["topic", "women's empowerment"], ["official", "Kishida"], ["event", "2016-12-19"], ["search", "cybersecurity"]]
)
def test_a_terminal_shows_every_word_that_a_pipe_gets(call: list[str]) -> None:
    _, text = terminal(*call, "--no-pager", columns=70, both=False)
    piped = subprocess.run([sys.executable, "-m", "trilatcli", *call], capture_output=True, text=True, encoding="utf-8", timeout=60).stdout
    flat = "".join(shown(text).split())
    missing = [word for word in re.findall(r"[A-Za-z]{3,}", piped) if word not in flat]
    assert missing == []
    assert "…" not in text or "…" in piped


def test_a_table_is_as_wide_as_the_terminal() -> None:
    narrow, wide = (
        max(cell_len(line) for line in shown(terminal("timeline", "2016-09", "--no-pager", columns=n)[1]).splitlines() if "://" not in line)
        for n in (80, 160)
    )
    assert narrow <= 80 < wide <= 160


# ---- colour and links


def test_colour_and_links_are_there_on_a_terminal() -> None:
    _, text = terminal("event", "2016-12-19", "--no-pager")
    assert ATTRIBUTE.search(text)
    links = HYPERLINK.findall(text)
    assert any(link.startswith("https://") for link in links)
    assert len(links) % 2 == 0, "every link is closed"


@pytest.mark.parametrize(
    ("arguments", "environment"),
    [([], {"NO_COLOR": "1"}), (["--color", "never"], {}), (["--color", "never"], {"FORCE_COLOR": "1"}), ([], {"TERM": "dumb"})],
)
def test_colour_is_gone_when_it_is_not_wanted(arguments: list[str], environment: dict[str, str]) -> None:
    _, text = terminal("event", "2016-12-19", "--no-pager", *arguments, **environment)
    assert not re.search(r"\x1b\[[\d;]*3[0-7]", text), "no colour"
    assert not ATTRIBUTE.search(text)


def test_a_dumb_terminal_gets_no_escapes_at_all() -> None:
    _, text = terminal("event", "2016-12-19", "--no-pager", TERM="dumb")
    assert "\x1b" not in text


def test_json_is_bare_on_a_terminal_too() -> None:
    code, text = terminal("event", "2016-12-19", "--json")
    assert code == 0
    assert "\x1b" not in text
    assert text.startswith("{\n")


def test_a_notice_stands_beside_the_answer() -> None:
    _, text = terminal("search", "cybersecurty", "--limit", "2", "--no-pager")
    assert "searched for: cybersecurity" in text
    assert "Cybersecurity" in text


# ---- the pager


@pytest.fixture
def pager(tmp_path: Path) -> Path:
    script = tmp_path / "pager"
    script.write_text("#!/bin/sh\necho PAGER-STARTED\ncat\necho PAGER-ENDED\n", encoding="utf-8")
    script.chmod(0o755)
    return script


def test_what_is_longer_than_the_screen_goes_through_the_pager(pager: Path) -> None:
    code, text = terminal("timeline", "2016", PAGER=str(pager))
    assert code == 0
    assert "PAGER-STARTED" in text
    assert text.rstrip().endswith("PAGER-ENDED")
    assert text.count("foreign ministers") > 0


def test_the_pager_of_the_program_goes_before_the_common_one(pager: Path) -> None:
    assert "PAGER-STARTED" in terminal("timeline", "2016", TRILAT_PAGER=str(pager), PAGER="false")[1]


@pytest.mark.parametrize(
    ("call", "environment"),
    [
        (["timeline", "2016", "--no-pager"], {}),
        (["timeline", "2016", "--json"], {}),
        (["timeline", "2016", "-f", "csv"], {}),
        (["search", "zzzzzz"], {}),
        ([], {}),
    ],
)
def test_no_pager_is_started_where_none_is_wanted(pager: Path, call: list[str], environment: dict[str, str]) -> None:
    assert "PAGER-STARTED" not in terminal(*call, PAGER=str(pager), **environment)[1]


def test_what_fits_the_screen_is_not_paged(pager: Path) -> None:
    assert "PAGER-STARTED" not in terminal("timeline", "2016-09", PAGER=str(pager), lines=200)[1]
    assert "PAGER-STARTED" in terminal("timeline", "2016-09", PAGER=str(pager), lines=10)[1]


def test_lines_that_the_terminal_wraps_count_as_the_lines_they_take(pager: Path) -> None:
    _, text = terminal("timeline", "2016-09-18", columns=40, lines=200, PAGER="cat")
    taken = sum(max(1, -(-cell_len(line) // 40)) for line in shown(text).splitlines())
    plain = len(text.splitlines())
    assert taken > plain, "this event has a URL that wraps"
    assert "PAGER-STARTED" in terminal("timeline", "2016-09-18", columns=40, lines=plain + 2, PAGER=str(pager))[1]


@pytest.mark.parametrize("broken", ["/no/such/pager", "no-such-pager-anywhere --x"])
def test_without_a_pager_that_works_the_answer_is_written_all_the_same(broken: str) -> None:
    code, text = terminal("timeline", "2016", PAGER=broken)
    assert code == 0
    assert "foreign ministers" in text
    assert "Traceback" not in text


def test_a_pager_that_is_left_early_is_no_error(tmp_path: Path) -> None:
    script = tmp_path / "quitter"
    script.write_text("#!/bin/sh\nhead -1\n", encoding="utf-8")
    script.chmod(0o755)
    code, text = terminal("timeline", PAGER=str(script))
    assert code == 0
    assert "Traceback" not in text
    assert len(shown(text).strip().splitlines()) <= 3
