"""Claims on what people and scripts get wrong: one line, the promised exit code, and never a traceback."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import SHIPPED, Done

Cli = Callable[..., Done]
PROGRAM = [sys.executable, "-m", "trilatcli"]


def raw(arguments: list[bytes | str], **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([*PROGRAM, *arguments], capture_output=True, env={**os.environ, **environment}, timeout=60)


def calm(done: subprocess.CompletedProcess[bytes]) -> None:
    """No traceback, no raw error of the database, no control character."""
    both = done.stdout + done.stderr
    for forbidden in (b"Traceback", b"sqlite3.", b"fts5:", b"\x1b", b"\x07"):
        assert forbidden not in both, both[-400:]
    assert done.returncode in (0, 1, 2)


# ---- dates


@pytest.mark.parametrize(
    ("date", "why"),
    [
        ("2016-02-30", "February 2016 has 29 days"),
        ("2015-02-29", "February 2015 has 28 days"),
        ("2016-13-01", "there is no month 13"),
        ("2016-00-10", "there is no month 0"),
        ("2016-09-00", "September 2016 has 30 days"),
        ("2016-09-31", "September 2016 has 30 days"),
        ("31 September 2016", "September 2016 has 30 days"),
        ("0000", "is not a date"),
        ("yesterday", "is not a date"),
        ("2016-09-18-1", "is not a date"),
        ("-1", "date"),
    ],
)
def test_an_impossible_date_says_what_is_wrong_with_it(cli: Cli, date: str, why: str) -> None:
    for call in (
        ["timeline", "--", date],
        ["timeline", f"--since={date}"],
        ["search", "cyber", f"--until={date}"],
        ["official", "Kishida", f"--on={date}"],
    ):
        done = cli(*call)
        assert (done.code, done.out) == (2, ""), call
        assert why in done.err, call
        assert len(done.err.splitlines()) <= 2


def test_a_reversed_range_is_offered_the_right_way_round(cli: Cli) -> None:
    done = cli("timeline", "2017..2015")
    assert (done.code, done.out) == (2, "")
    assert "did you mean 2015..2017?" in done.err
    done = cli("timeline", "--since", "2017-03", "--until", "2017-01")
    assert done.code == 2
    assert "swap the two" in done.err


# ---- queries

LITERAL = [
    "U.S.",
    "multi-domain",
    "Camp David's",
    "C++",
    "AND",
    "OR",
    "NOT",
    "NEAR",
    "cyber AND",
    "NOT cyber",
    "cyber OR",
    "NEAR(cyber security, 5)",
    "title:cyber",
    "body : x",
    "{title body}: cyber",
    "^cyber",
    "cyber + security",
    "(cyber",
    "cyber)",
    '"cyber',
    'cyber"',
    '""cyber""',
    '"',
    "'",
    "''",
    "cyber'--",
    "'; DROP TABLE records; --",
    "1 OR 1=1",
    "UNION SELECT * FROM records",
    "%",
    "_",
    "*",
    "cyber*security",
    "**",
    "c*",
    "- cyber",
    "--cyber",
    "a-b-c-",
    "\\",
    "\\n",
    "%s%n%d",
    "{0}",
    "$HOME",
    "`id`",
    "<script>alert(1)</script>",
    "[bold]cyber[/bold]",
    "[/]",
    "[/b]",
    "[link=https://x.example]cyber[/link]",
    ":smile:",
    "cyber\tsecurity",
    "cyber\nsecurity",
    "cyber\r\nsecurity",
    "\x0bcyber\x0c",
    "cyber\u2028security",
    "cyber\u00a0security",
    "\u202ecyber",
    "\ufeffcyber",
    "c\u0301yber",
    "🇯🇵🇰🇷🇺🇸",
    "👩‍👩‍👧‍👦",
    "ｃｙｂｅｒ",
    "𝒄𝒚𝒃𝒆𝒓",
    "ﬁsh",
    "ǆ",
    "ⅷ",
    "١٢٣",
    "İstanbul",
    "ß",
    "\U0010ffff",
    "\ue000",
    "한",
    "ᄒ",
    "、。「」",
    "0",
    "00000000000000000000",
    "9" * 400,
    "2016-02-30",
    "99/99/9999",
    "2016-09-18..2016-09-17",
    "平成99年99月99日",
    "..",
    "第999回",
]


@pytest.mark.parametrize("query", LITERAL)
@pytest.mark.parametrize(
    "command", ["search", "official", "topic", "event", "document", "series", "instrument", "organization", "timeline"]
)
def test_any_text_is_a_query_and_never_an_operator(cli: Cli, command: str, query: str) -> None:
    done = cli(command, "--json", "--", query)
    assert done.code in (0, 1, 2)
    assert "Traceback" not in done.err
    for forbidden in ("fts5", "sqlite", "syntax error", "no such column"):
        assert forbidden not in done.err
    assert not [c for c in done.err if not c.isprintable() and c not in "\n\u3000"]
    if done.code != 2:
        assert done.json["command"] == command


@pytest.mark.parametrize("query", LITERAL)
def test_any_text_is_the_value_of_a_filter(cli: Cli, query: str) -> None:
    for option in ("--topic", "--official", "--country", "--level", "--series", "--kind", "--place", "--since", "--until"):
        done = cli("timeline", f"{option}={query}")
        assert done.code in (0, 1, 2), option
        assert not [c for c in done.err if not c.isprintable() and c not in "\n\u3000"]


@pytest.mark.parametrize("query", ["", " ", "\t\n", '""', "...", "?!", "——"])
def test_a_query_of_nothing_is_a_mistake(cli: Cli, query: str) -> None:
    done = cli("search", "--", query)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("trilat: ")


def test_markup_in_a_query_is_printed_as_it_is(cli: Cli) -> None:
    assert "[bold]qqxxyy[/]" in cli("official", "[bold]qqxxyy[/]").err
    assert cli("search", "[bold]cybersecurity[/]").out.startswith("Search: [bold]cybersecurity[/]  ")


@pytest.mark.parametrize("query", ["\x1b[31mqqxxyy", "\x1b]0;title\x07qqxxyy", "\x9b31mqqxxyy", "qqxxyy\x00", "\u202eqqxxyy", "qq\rxxyy"])
def test_control_characters_of_a_query_never_reach_the_terminal(cli: Cli, query: str) -> None:
    for command in ("search", "official", "topic", "timeline", "nope"):
        for format in ("table", "md") if command != "nope" else ("table",):
            done = cli(command, "-f", format, "--", query) if command != "nope" else cli(query)
            assert not [c for c in done.out + done.err if not c.isprintable() and c not in "\n\u3000"], (command, format)
    done = cli("search", "cybersecurity", query)
    assert not [c for c in done.out + done.err if not c.isprintable() and c not in "\n\u3000"]


def test_control_characters_in_the_name_of_a_file_never_reach_the_terminal(cli: Cli) -> None:
    for done in (cli("about", "--db", "/no\x1b[31mwhere\n"), cli("data", "check", "--records", "/no\x1b[31mwhere")):
        assert not [c for c in done.err if not c.isprintable() and c != "\n"]


@pytest.mark.parametrize("bytes_", [b"\xff\xfe", b"caf\xe9", b"\xed\xa0\x80", b"cyber\xff", os.fsencode("cyber\udcff")])
def test_bytes_that_are_no_text_are_a_query_like_any_other(bytes_: bytes) -> None:
    for command in (b"search", b"official", b"topic", b"timeline"):
        for format in ("table", "json"):
            calm(raw([command, "-f", format, "--", bytes_]))
    calm(raw([b"search", b"cyber", b"--place", bytes_]))
    calm(raw([b"sql", b"SELECT '" + bytes_ + b"'"]))
    calm(raw([bytes_]))


def test_a_path_of_bytes_that_are_no_text_opens_or_is_missing(tmp_path: Path) -> None:
    done = raw([b"about", b"--db", os.fsencode(tmp_path) + b"/\xff.db"])
    assert done.returncode == 3
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("name", ["a b.db", "50%.db", "q?x=1.db", "h#1.db", "日本.db", "a'b.db"])
def test_a_database_may_have_any_name(cli: Cli, toy_db: Path, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    shutil.copy(toy_db, path)
    assert cli("event", "2021-06-12", "--db", str(path)).code == 0


# ---- databases


def _damaged(path: Path, kind: str) -> None:
    content = bytearray(SHIPPED.read_bytes())
    if kind == "empty":
        content = bytearray()
    elif kind == "text":
        content = bytearray(b"not a database at all\n" * 100)
    elif kind == "short":
        content = content[:50]
    elif kind == "half":
        content = content[: len(content) // 2]
    elif kind == "page":
        content = content[: len(content) - 4096]
    elif kind == "newer":
        content[60:64] = (99).to_bytes(4, "big")
    elif kind == "older":
        content[60:64] = (0).to_bytes(4, "big")
    elif kind == "stranger":
        content[68:72] = b"xxxx"
    elif kind == "garbled":
        content[4096:] = b"\xa5" * (len(content) - 4096)
    elif kind == "head":
        content[100:4096] = b"\xa5" * 3996
    path.write_bytes(content)


@pytest.mark.parametrize("kind", ["empty", "text", "short", "half", "page", "newer", "older", "stranger", "garbled", "head"])
def test_a_database_that_cannot_be_used_exits_3_and_says_why(cli: Cli, tmp_path: Path, kind: str) -> None:
    path = tmp_path / "x.db"
    _damaged(path, kind)
    before = path.read_bytes()
    for call in (
        ["about"],
        ["search", "cyber"],
        ["timeline", "2016", "--json"],
        ["official", "Kim"],
        ["topic", "-f", "csv"],
        ["sql", "SELECT * FROM records"],
    ):
        done = cli(*call, "--db", str(path))
        assert done.code == 3, (call, done)
        assert done.out == ""
        assert done.err.startswith(f"trilat: cannot use the database {path}")
        assert "Traceback" not in done.err
        assert "malformed" not in done.err
    assert path.read_bytes() == before


def test_a_missing_database_a_folder_and_a_foreign_one_exit_3(cli: Cli, tmp_path: Path) -> None:
    foreign = tmp_path / "foreign.db"
    connection = sqlite3.connect(foreign)
    connection.execute("CREATE TABLE t (x)")
    connection.close()
    for path, why in ((tmp_path / "none.db", "there is no such file"), (tmp_path, "director"), (foreign, "not a database of trilat")):
        done = cli("search", "cyber", "--db", str(path))
        assert (done.code, done.out) == (3, "")
        assert why in done.err
        assert "data build" in done.err
    assert not (tmp_path / "none.db").exists()


def test_a_database_that_lacks_a_table_exits_3(cli: Cli, toy_db: Path, tmp_path: Path) -> None:
    for table in ("records", "aliases", "texts", "words", "terms", "meta", "offices", "facets"):
        path = tmp_path / f"{table}.db"
        shutil.copy(toy_db, path)
        connection = sqlite3.connect(path)
        connection.execute(f"DROP TABLE {table}")
        connection.commit()
        connection.execute("VACUUM")
        connection.close()
        calls = (["search", "cyber"], ["official", "Japanese foreign minister 2021"], ["timeline", "--level", "leader"], ["about"])
        codes = {cli(*call, "--db", str(path), "--json").code for call in calls}
        assert codes <= {0, 1, 3}
        assert 3 in codes, table


def test_a_database_without_permission_to_read_exits_3(cli: Cli, toy_db: Path, tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    shutil.copy(toy_db, path)
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("this user may read everything")
    assert cli("about", "--db", str(path)).code == 3


def test_a_read_only_database_in_a_read_only_folder_is_read(cli: Cli, toy_db: Path, tmp_path: Path) -> None:
    folder = tmp_path / "read-only"
    folder.mkdir()
    path = folder / "x.db"
    shutil.copy(toy_db, path)
    path.chmod(0o444)
    folder.chmod(0o555)
    try:
        assert cli("event", "2021-06-12", "--db", str(path)).code == 0
        assert [p.name for p in folder.iterdir()] == ["x.db"]
    finally:
        folder.chmod(0o755)


# ---- pipes, signals, encodings


@pytest.mark.parametrize("format", ["table", "json", "jsonl", "csv", "tsv", "md"])
def test_a_closed_pipe_is_no_error(format: str) -> None:
    program = " ".join(PROGRAM)
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {program} timeline --undated -f {format} | head -1 >/dev/null"], capture_output=True, timeout=60
    )
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_pipe_closed_from_the_start_is_no_error() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run([*PROGRAM, "timeline", "2016", "--json"], stdout=writing, stderr=subprocess.PIPE, timeout=60)
    finally:
        os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_closed_standard_error_is_no_error() -> None:
    done = subprocess.run(["bash", "-c", f"{' '.join(PROGRAM)} search cybersecurty --json 2>&-"], capture_output=True, timeout=60)
    assert done.returncode == 0
    assert done.stdout.startswith(b"{")


def test_a_full_disk_is_told_in_one_line() -> None:
    if not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    with open("/dev/full", "wb") as full:
        done = subprocess.run([*PROGRAM, "timeline", "--json"], stdout=full, stderr=subprocess.PIPE, timeout=60)
    assert done.returncode not in (0, 130)
    assert b"Traceback" not in done.stderr
    assert len(done.stderr.splitlines()) <= 2


def test_an_interrupt_ends_with_130_and_no_traceback() -> None:
    slow = "WITH RECURSIVE c(x) AS (VALUES(1) UNION ALL SELECT x + 1 FROM c WHERE x < 4000000000) SELECT count(*) FROM c"
    process = subprocess.Popen([*PROGRAM, "sql", slow], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    try:
        time.sleep(1.0)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=3)
    finally:
        process.kill()
        process.communicate()
    assert (process.returncode, out) == (130, b"")
    assert b"Traceback" not in err


def test_an_interrupt_while_the_reader_of_a_pipe_is_slow_ends_with_130() -> None:
    process = subprocess.Popen([*PROGRAM, "timeline", "--undated", "--json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    try:
        time.sleep(1.0)
        process.send_signal(signal.SIGINT)
        time.sleep(0.2)
        _, err = process.communicate(timeout=20)
    finally:
        process.kill()
    assert process.returncode == 130
    assert b"Traceback" not in err


@pytest.mark.parametrize(
    "environment",
    [
        {"LANG": "C", "LC_ALL": "C"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONIOENCODING": "ascii"},
        {"PYTHONIOENCODING": "ascii:strict"},
        {"PYTHONIOENCODING": "latin-1"},
        {"PYTHONIOENCODING": "cp932"},
        {"LC_ALL": "POSIX", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"},
    ],
)
@pytest.mark.parametrize("format", ["table", "json", "csv", "md"])
def test_no_encoding_of_the_terminal_stops_an_answer(environment: dict[str, str], format: str) -> None:
    done = raw(["official", "-f", format, "Kishida"], **environment)
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"Kishida" in done.stdout


def test_json_is_utf8_whatever_the_locale() -> None:
    plain = raw(["official", "--json", "Kishida"], PYTHONIOENCODING="", LC_ALL="C.UTF-8").stdout
    assert "岸田文雄".encode() in plain
    for environment in ({"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, {"PYTHONIOENCODING": "ascii"}):
        assert raw(["official", "--json", "Kishida"], **environment).stdout == plain, environment


def test_a_native_query_is_understood_in_any_locale() -> None:
    query = "岸田文雄".encode()
    for environment in ({"LC_ALL": "C"}, {"LANG": "C", "LC_ALL": ""}, {"PYTHONIOENCODING": "ascii"}):
        done = raw([b"official", b"--fields", b"id", b"-f", b"csv", query], **environment)
        assert done.stdout == b"id\nfumio-kishida\n", (environment, done)


def test_the_program_runs_in_a_folder_that_is_gone(tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    done = subprocess.run(
        ["bash", "-c", f"cd {gone} && rmdir {gone} && {' '.join(PROGRAM)} search cybersecurity --json --limit 1"],
        capture_output=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr[-300:]


@pytest.mark.parametrize("query", ["Kaᦱto", "yuᦺn byugnes", "2ᦳ02032-29", "привет", "שלום עולם", "ᦲ", "-ᦲx y", '"ᦲa ᦲb"', "ᦲa*"])
def test_words_of_scripts_that_the_index_does_not_know_are_words(cli: Callable[..., Done], query: str) -> None:
    for command in ("search", "official", "topic", "document", "instrument"):
        assert cli(command, "--json", "--", query).code in (0, 1)
