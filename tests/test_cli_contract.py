"""Claims on the promise to scripts (docs/json.md): formats, the envelope, schemas, exit codes, and what goes to which stream."""

from __future__ import annotations

import csv
import io
import json
import re
import shlex
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from markdown_it import MarkdownIt
from referencing import Registry, Resource

from conftest import ROOT, SHIPPED, TOY, Done
from trilatcli import __version__
from trilatcli.cli.app import COMMANDS
from trilatcli.cli.options import FORMATS

Cli = Callable[..., Done]
SCHEMAS = ROOT / "docs" / "schema"
ENVELOPE = ["schema", "data_version", "as_of", "command", "query", "status", "total", "results", "notes"]
RECORD = ["kind", "id", "title", "summary", "sources"]
CALLS = {
    "search": ["search", "cybersecurity"],
    "search-explained": ["search", "kishida abductions", "--explain"],
    "search-typo": ["search", "cybersecurty"],
    "search-nothing": ["search", "zzzzzz"],
    "timeline": ["timeline", "2016-09"],
    "timeline-nothing": ["timeline", "1901"],
    "official": ["official", "Blinken"],
    "official-on": ["official", "Kishida", "--on", "2016-09-18"],
    "officials": ["official", "--country", "KR", "--limit", "5"],
    "topic": ["topic", "women's empowerment"],
    "topic-all": ["topic", "cybersecurity", "--all"],
    "topics": ["topic"],
    "event": ["event", "2016-12-19"],
    "events": ["event", "--level", "leader"],
    "document": ["document", "2017-01-05-fact-sheet"],
    "documents": ["document", "--since", "2016", "--until", "2016"],
    "series": ["series", "vice-ministerial"],
    "all-series": ["series"],
    "instrument": ["instrument", "2270"],
    "instruments": ["instrument"],
    "organization": ["organization", "ASEAN"],
    "organizations": ["organization"],
    "about": ["about"],
    "sql": ["sql", "SELECT level, count(*) AS events, NULL AS missing, 1.5 AS half FROM events GROUP BY level"],
    "sql-nothing": ["sql", "SELECT id FROM events WHERE id = 'none'"],
}
NAMED = ["official", "topic", "event", "document", "series", "instrument", "organization"]


@lru_cache(maxsize=1)
def schemas() -> dict[str, Draft202012Validator]:
    contents = {path.name: json.loads(path.read_text(encoding="utf-8")) for path in SCHEMAS.glob("*.json")}
    registry: Any = Registry().with_resources((name, Resource.from_contents(content)) for name, content in contents.items())
    for content in contents.values():
        Draft202012Validator.check_schema(content)
    return {name.removesuffix(".json"): Draft202012Validator(content, registry=registry) for name, content in contents.items()}


def faults(envelope: dict[str, Any]) -> list[str]:
    """Hold an envelope, and each record in it against the schema of its own kind."""
    head = {**envelope, "results": []}
    found = [f"envelope: {e.message}" for e in schemas()["envelope"].iter_errors(head)]
    if envelope["command"] not in ("sql", "about"):
        for record in envelope["results"]:
            found += [f"{record['id']} {list(e.absolute_path)}: {e.message[:200]}" for e in schemas()[record["kind"]].iter_errors(record)]
    return found


# ---- every command in every format


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("name", CALLS)
def test_every_command_answers_in_every_format(cli: Cli, name: str, format: str) -> None:
    done = cli(*CALLS[name], "--format", format)
    assert done.code == 0, done.err
    assert "Traceback" not in done.err
    _well_formed(format, done.out)


def _well_formed(format: str, out: str) -> None:
    if format == "json":
        assert list(json.loads(out)) == ENVELOPE
        assert out.endswith("}\n")
    elif format == "jsonl":
        assert all(isinstance(json.loads(line), dict) for line in out.split("\n")[:-1])
        assert out == "" or out.endswith("\n")
    elif format == "csv":
        rows = list(csv.reader(io.StringIO(out, newline=""), strict=True))
        assert rows
        assert len({len(row) for row in rows}) == 1
    elif format == "tsv":
        assert out.endswith("\n")
        assert len({line.count("\t") for line in out.split("\n")[:-1]}) == 1
    elif format == "md":
        MarkdownIt("commonmark").enable("table").render(out)
        assert not re.search(r"\x1b", out)
    else:
        assert not [c for c in out if not c.isprintable() and c != "\n"]


@pytest.mark.parametrize("name", CALLS)
def test_the_formats_hold_the_same_records(cli: Cli, name: str) -> None:
    whole = json.loads(cli(*CALLS[name], "--json").out)
    assert [json.loads(line) for line in cli(*CALLS[name], "-f", "jsonl").out.splitlines()] == whole["results"]
    rows = list(csv.DictReader(io.StringIO(cli(*CALLS[name], "-f", "csv").out, newline="")))
    lines = cli(*CALLS[name], "-f", "tsv").out.splitlines()[1:]
    assert len(rows) == len(lines) == len(whole["results"])
    if rows and "id" in rows[0]:
        assert [row["id"] for row in rows] == [r["id"] for r in whole["results"]]


# ---- the envelope and the schemas


@pytest.mark.parametrize("name", CALLS)
def test_json_keeps_the_envelope_and_the_schemas(cli: Cli, name: str) -> None:
    done = cli(*CALLS[name], "--json")
    envelope = done.json
    assert list(envelope) == ENVELOPE
    assert (envelope["schema"], envelope["command"]) == (1, CALLS[name][0])
    assert envelope["status"] == ("found" if envelope["results"] else "empty")
    assert envelope["total"] >= len(envelope["results"])
    assert faults(envelope) == []
    for record in envelope["results"] if CALLS[name][0] != "sql" else []:
        assert [k for k in record if k in RECORD][:5] == RECORD
        assert all(record[k] for k in ("kind", "id", "title", "sources"))


def test_the_envelope_schema_knows_every_kind_of_record(cli: Cli) -> None:
    envelope = cli("search", "cybersecurity", "--json", "--limit", "5").json
    assert list(schemas()["envelope"].iter_errors(envelope)) == []
    envelope["results"][0]["kind"] = "spaceship"
    assert list(schemas()["envelope"].iter_errors(envelope)) != []


@pytest.mark.records
@pytest.mark.parametrize("kind", ["event", "document", "official", "topic", "series", "instrument", "organization", "point"])
def test_every_shipped_record_keeps_its_schema(shipped_store: Any, kind: str) -> None:
    validator = schemas()[kind]
    records = shipped_store.listing(kind)
    for record in records[:: 1 if kind != "point" else 7]:
        assert next(validator.iter_errors(record), None) is None, record["id"]


@pytest.mark.parametrize("kind", NAMED)
def test_what_is_not_found_keeps_the_envelope(cli: Cli, kind: str) -> None:
    done = cli(kind, "zzqqxx", "--json")
    assert done.code == 1
    assert (done.json["status"], done.json["total"]) == ("not_found", 0)
    assert faults(done.json) == []
    assert done.err.splitlines() == done.json["notes"] or done.json["notes"]


def test_candidates_are_results_and_keep_their_schema(cli: Cli) -> None:
    done = cli("official", "Kim", "--json")
    assert done.code == 1
    assert done.json["status"] == "ambiguous"
    assert done.json["total"] == len(done.json["results"]) > 1
    assert faults(done.json) == []


def test_the_query_is_repeated_as_it_was_typed(cli: Cli) -> None:
    asked = cli("search", "extended", "deterrence", "--since", "2015", "--level", "FM", "--limit", "3", "--exact", "--json").json["query"]
    assert asked == {"words": "extended deterrence", "exact": True, "level": ["FM"], "since": "2015", "limit": 3}
    assert cli("official", "Kishida", "--on", "2016-09-18", "--json").json["query"] == {"name": "Kishida", "on": "2016-09-18"}


def test_json_is_the_same_on_every_run_and_holds_no_time_of_its_own(cli: Cli) -> None:
    assert cli(*CALLS["search"], "--json").out == cli(*CALLS["search"], "--json").out


def test_json_is_short_for_format_json(cli: Cli) -> None:
    assert cli(*CALLS["event"], "--json").out == cli(*CALLS["event"], "-f", "json").out == cli(*CALLS["event"], "--format=json").out


def test_a_date_of_a_record_is_no_more_than_a_partial_date(cli: Cli) -> None:
    for record in cli("timeline", "--json", "--undated").json["results"]:
        assert record["date"] is None or re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", record["date"])
        assert record["date"] or "window" in record


# ---- exit codes


@pytest.mark.parametrize(
    ("code", "call"),
    [
        (0, "search zzzzzz"),
        (0, "timeline 1901"),
        (0, "about"),
        (1, "search zzzzzz -e"),
        (1, "search zzzzzz --exit-status"),
        (1, "timeline 1901 -e"),
        (0, "timeline 2016 -e"),
        (1, "official zzqqxx"),
        (1, "official Kim"),
        (1, "topic zzqqxx"),
        (1, "event zzqqxx"),
        (1, "event 2016-12-25"),
        (1, "document zzqqxx"),
        (1, "series zzqqxx"),
        (1, "instrument 2299"),
        (1, "organization zzqqxx"),
        (1, "timeline --topic zzqqxx"),
        (1, "timeline --level zzqqxx"),
        (2, "search"),
        (2, "search ''"),
        (2, "search '  '"),
        (2, "search '\"\"'"),
        (2, "search ..."),
        (2, "timeline 2016-02-30"),
        (2, "timeline 2016-13"),
        (2, "timeline 2017..2015"),
        (2, "timeline ''"),
        (2, "timeline soon"),
        (2, "timeline --since yesterday"),
        (2, "search cyber --kind zzz"),
        (2, "search cyber --nope"),
        (2, "search cyber --limit x"),
        (2, "search cyber --limit -1"),
        (2, "search cyber -f xml"),
        (2, "search cyber --color sometimes"),
        (2, "search cyber --fields nope"),
        (2, "search cyber --fields ,"),
        (2, "search cyber --since"),
        (2, "official Kishida --on 2016-02-30"),
        (2, "official Kishida --on ''"),
        (2, "nope"),
        (2, "sql"),
        (2, "sql 'DROP TABLE records'"),
        (2, "sql 'SELECT nope FROM nope'"),
        (2, "data"),
        (2, "data nope"),
        (2, "data check --records /nowhere"),
        (3, "search cyber --db /nowhere.db"),
        (3, "about --db /nowhere.db"),
    ],
)
@pytest.mark.parametrize("format", ["table", "json", "csv"])
def test_exit_codes_are_the_promised_ones_in_every_format(cli: Cli, code: int, call: str, format: str) -> None:
    arguments = shlex.split(call)
    if arguments[0] in COMMANDS and arguments[0] != "data" and "-f" not in arguments:
        arguments[1:1] = ["-f", format]
    elif format != "table":
        pytest.skip("this call takes no format")
    done = cli(*arguments)
    assert done.code == code, done
    assert "Traceback" not in done.err
    if code in (2, 3):
        assert done.out == ""
        assert 1 <= len(done.err.splitlines()) <= 2
        assert done.err.startswith("trilat: ")
    elif code == 1 and format == "json":
        assert done.json["status"] in ("not_found", "ambiguous", "empty")


def test_invalid_records_exit_4_with_a_line_for_each_fault(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "topics").mkdir()
    (tmp_path / "topics" / "x.yaml").write_text("title: [\n", encoding="utf-8")
    for command in ("check", "build"):
        done = cli("data", command, "--records", str(tmp_path), *(["--to", str(tmp_path / "x.db")] if command == "build" else []))
        assert done.code == 4
        assert re.search(r"x\.yaml:\d+: .+ \[[\w-]+\]", done.err)
    assert not (tmp_path / "x.db").exists()


def test_records_are_checked_built_compared_and_begun(cli: Cli, tmp_path: Path) -> None:
    db = tmp_path / "x.db"
    assert cli("data", "check", "--records", str(TOY)).out.startswith("no problems in ")
    done = cli("data", "build", "--records", str(TOY), "--to", str(db))
    assert (done.code, done.err) == (0, "")
    assert re.fullmatch(rf"[0-9a-f]{{64}}  {re.escape(str(db))}\n", done.out)
    first = db.read_bytes()
    assert cli("data", "build", "--records", str(TOY), "--to", str(db)).out == done.out
    assert db.read_bytes() == first
    assert cli("data", "diff", "--records", str(TOY), "--db", str(db)).code == 0
    differing = cli("data", "diff", "--records", str(TOY), "--db", str(SHIPPED))
    assert (differing.code, differing.out) == (4, "")
    assert "aliases: " in differing.err


def test_a_database_that_cannot_be_written_exits_4_and_keeps_the_old_one(cli: Cli, tmp_path: Path) -> None:
    done = cli("data", "build", "--records", str(TOY), "--to", str(tmp_path / "none" / "x.db"))
    assert done.code == 4
    assert "Traceback" not in done.err
    assert not (tmp_path / "none").exists()


def test_a_template_of_every_kind_is_written_and_never_over_a_record(cli: Cli, tmp_path: Path) -> None:
    for kind in ("event", "document", "official", "topic", "series", "instrument", "organization"):
        id = "2026-12-05-x" if kind in ("event", "document") else "x"
        done = cli("data", "new", kind, id, "--records", str(tmp_path))
        assert done.code == 0, done.err
        assert Path(done.out.strip()).is_file()
        assert cli("data", "new", kind, id, "--records", str(tmp_path)).code == 2
    for call in (["data", "new", "spaceship", "x"], ["data", "new", "event", "../x"], ["data", "new", "event", "X Y"]):
        done = cli(*call, "--records", str(tmp_path))
        assert (done.code, done.out) == (2, ""), call
    assert not (tmp_path.parent / "x.yaml").exists()


# ---- what goes where


def test_notices_go_to_standard_error_alone(cli: Cli) -> None:
    for format in FORMATS:
        done = cli("search", "cybersecurty", "--limit", "2", "-f", format)
        assert "searched for: cybersecurity" in done.err
        assert "showing 2 of" in done.err
        if format != "json":
            assert "searched for" not in done.out
            assert "--limit" not in done.out


def test_an_answer_without_notices_leaves_standard_error_empty(cli: Cli) -> None:
    assert cli("event", "2016-12-19").err == ""
    assert cli("timeline", "2016-09", "--json").err == ""


def test_an_empty_answer_prints_nothing_for_people_and_a_header_for_tables(cli: Cli) -> None:
    assert cli("search", "zzzzzz").out == ""
    assert cli("search", "zzzzzz", "-f", "jsonl").out == ""
    assert cli("timeline", "1901", "-f", "md").out.strip() == ""
    assert len(cli("search", "zzzzzz", "-f", "csv").out.splitlines()) == 1
    assert "no record matches" in cli("search", "zzzzzz").err


def test_every_shortened_list_names_the_option_that_lifts_the_limit(cli: Cli) -> None:
    for arguments in (
        ["search", "missile"],
        ["timeline", "--limit", "3"],
        ["official", "--limit", "3"],
        ["document", "-n", "1"],
        ["topic", "-n", "2"],
    ):
        done = cli(*arguments)
        assert "--limit 0" in done.err, arguments
        assert re.search(r"showing \d+ of [\d,]+", done.err), arguments


def test_a_limit_shows_so_many_and_0_shows_all(cli: Cli) -> None:
    few, whole = cli("timeline", "-n", "3", "--json").json, cli("timeline", "--json", "--limit", "0").json
    assert (len(few["results"]), few["total"]) == (3, whole["total"])
    assert len(whole["results"]) == whole["total"] > 400
    assert few["results"] == whole["results"][:3]


@pytest.mark.parametrize("call", [["official", "Kishida"], ["official", "Blinken"], ["topic", "north korea"], ["topic", "cyber"]])
def test_a_card_that_leaves_something_out_names_what_shows_it_and_that_works(cli: Cli, call: list[str]) -> None:
    shortened = [m for line in cli(*call).out.splitlines() if (m := re.match(r"== .+ == (?:latest )?\d+ of [\d,]+(.*)", line))]
    assert shortened
    for found in shortened:
        lift = re.fullmatch(r"; all with (.+)", found[1])
        assert lift, found[0]
        whole = shlex.split(lift[1])[1:] if lift[1].startswith("trilat ") else [*call, lift[1]]
        assert cli(*whole).code == 0, whole


def test_the_timeline_is_in_order(cli: Cli) -> None:
    dates = [r["date"] for r in cli("timeline", "--json").json["results"]]
    assert dates == sorted(dates)
    assert all(dates)


# ---- fields


def test_fields_are_picked_in_the_order_asked_for_in_every_format(cli: Cli) -> None:
    call = ["timeline", "2016-09", "--fields", "date, id,place.city"]
    assert all(list(r) == ["date", "id", "place.city"] for r in cli(*call, "--json").json["results"])
    assert all(list(json.loads(line)) == ["date", "id", "place.city"] for line in cli(*call, "-f", "jsonl").out.splitlines())
    assert cli(*call, "-f", "csv").out.splitlines()[0] == "date,id,place.city"
    assert cli(*call, "-f", "tsv").out.splitlines()[0] == "date\tid\tplace.city"
    assert cli(*call).out.splitlines()[0].split() == ["date", "id", "place.city"]
    assert cli(*call, "-f", "md").out.splitlines()[0] == "| date | id | place.city |"


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize(
    "call", [["timeline", "2016"], ["search", "cyber"], ["official", "Blinken"], ["about"], ["sql", "SELECT 1 AS one"]]
)
def test_an_unknown_field_is_a_mistake_that_lists_the_known_ones(cli: Cli, call: list[str], format: str) -> None:
    done = cli(*call, "--fields", "id,nope", "-f", format)
    assert (done.code, done.out) == (2, "")
    assert "'nope'" in done.err
    assert "known here: " in done.err


def test_a_field_that_some_records_of_the_kind_have_is_known_for_all(cli: Cli) -> None:
    done = cli("search", "kishida", "--fields", "kind,native_name,level,match.score,snippet", "--json")
    assert done.code == 0
    assert all(list(r) == ["kind", "native_name", "level", "match.score", "snippet"] for r in done.json["results"])


def test_a_known_field_stays_known_when_nothing_is_found(cli: Cli) -> None:
    for call in (["timeline", "1901"], ["search", "zzzzzz"], ["event", "--since", "1901", "--until", "1901"]):
        for field in ("id", "title", "sources", "date"):
            assert cli(*call, "--fields", field, "--json").code == 0, (call, field)
    assert cli("timeline", "1901", "--fields", "level,place.city", "--json").code == 0


# ---- colour


@pytest.mark.parametrize(
    ("arguments", "environment", "colored"),
    [
        ([], {}, False),
        ([], {"FORCE_COLOR": "1"}, True),
        ([], {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        (["--color", "always"], {}, True),
        (["--color", "always"], {"NO_COLOR": "1"}, True),
        (["--color", "never"], {"FORCE_COLOR": "1"}, False),
        (["--color", "auto"], {"NO_COLOR": ""}, False),
    ],
)
def test_colour_in_a_pipe_comes_only_when_asked_for(trilat: Cli, arguments: list[str], environment: dict[str, str], colored: bool) -> None:
    base = {"NO_COLOR": "", "FORCE_COLOR": "", "TERM": "xterm-256color"}
    done = trilat("event", "2016-12-19", *arguments, env=base | environment)
    assert done.code == 0
    assert ("\x1b[" in done.out) == colored
    assert re.sub(r"\x1b\[[\d;]*m", "", done.out) == trilat("event", "2016-12-19", env=base).out


@pytest.mark.parametrize("format", ["json", "jsonl", "csv", "tsv", "md"])
def test_colour_never_reaches_a_data_format(trilat: Cli, format: str) -> None:
    assert "\x1b" not in trilat("event", "2016-12-19", "--color", "always", "-f", format, env={"FORCE_COLOR": "1"}).out


# ---- sql, about, welcome, version, help


def test_sql_reads_and_nothing_else(cli: Cli, tmp_path: Path) -> None:
    assert cli("sql", "SELECT count(*) AS n FROM events", "--json").json["results"][0]["n"] > 400
    assert (
        cli("sql", "WITH RECURSIVE c(x) AS (VALUES(1) UNION ALL SELECT x+1 FROM c WHERE x<3) SELECT x FROM c", "-f", "csv").out
        == "x\n1\n2\n3\n"
    )
    for statement in (
        "DELETE FROM events",
        "UPDATE events SET title = ''",
        "INSERT INTO events SELECT * FROM events",
        "CREATE TABLE t (x)",
        "DROP TABLE events",
        f"ATTACH '{tmp_path / 'x.db'}' AS x",
        f"VACUUM INTO '{tmp_path / 'x.db'}'",
        "PRAGMA journal_mode = WAL",
        "PRAGMA user_version = 9",
        "SELECT load_extension('x')",
        "SELECT fts3_tokenizer('simple')",
        "BEGIN",
        "SELECT 1; DROP TABLE events",
        "",
        "   ",
        "-- nothing",
        "nonsense",
        "SELECT 1\0",
        "EXPLAIN DELETE FROM events",
    ):
        done = cli("sql", "--", statement)
        assert done.code == 2, statement
        assert done.out == ""
        assert done.err.startswith("trilat: ")
        assert "sqlite3." not in done.err
    assert list(tmp_path.iterdir()) == []


def test_columns_of_the_same_name_are_kept_apart_and_bytes_are_hex(cli: Cli) -> None:
    assert cli("sql", "SELECT 1 AS a, 2 AS a, x'00ff' AS b", "--json").json["results"] == [{"a": 1, "a_2": 2, "b": "00ff"}]


def test_any_value_of_a_query_of_ones_own_can_be_written(cli: Cli) -> None:
    for format in FORMATS:
        done = cli(
            "sql",
            "SELECT 9223372036854775807 AS big, 1e999 AS inf, char(27) || '[31m' AS esc, char(9, 10, 13) AS gap, NULL AS n",
            "-f",
            format,
        )
        assert done.code == 0, (format, done.err)
        assert "\x1b" not in done.out


def test_text_that_is_not_utf8_in_a_query_of_ones_own_is_an_answer_or_a_mistake(cli: Cli) -> None:
    done = cli("sql", "SELECT CAST(x'ff' AS TEXT) AS t", "--json")
    assert done.code in (0, 2)
    assert "Traceback" not in done.err


def test_sql_prints_the_documented_schema(cli: Cli) -> None:
    done = cli("sql", "--schema")
    assert done.code == 0
    assert "CREATE TABLE events" in done.out
    assert done.out.count("--") > 50


def test_about_tells_versions_coverage_and_where_the_database_is(cli: Cli) -> None:
    record = cli("about", "--json").json["results"][0]
    assert record["program"] == __version__
    assert Path(record["database"]).is_file()
    assert record["counts"]["event"] == sum(level["events"] for level in record["levels"])
    assert record["cite"]
    assert record["known_gaps"]
    assert record["out_of_scope"]


def test_the_welcome_counts_and_gives_five_calls_that_work(cli: Cli) -> None:
    done = cli()
    assert (done.code, done.err) == (0, "")
    assert re.search(r"\d+ events, \d+ documents, \d+ officials", done.out)
    calls = re.findall(r"  (trilat .+)$", done.out, re.M)
    assert len(calls) == 5
    for call in calls:
        assert cli(*shlex.split(call)[1:]).code == 0, call


@pytest.mark.parametrize("option", ["--version", "-V"])
def test_the_version_is_one_line(cli: Cli, option: str) -> None:
    assert cli(option) == Done(0, f"trilat {__version__}\n", "")


def _example(help: str) -> str:
    found = re.findall(r"Example:\s+(trilat [^\n]+(?:\n +[^\n]+)*)", help)
    assert found, help
    return " ".join(found[-1].split())


@pytest.mark.parametrize("command", [c for c in COMMANDS if c != "data"])
@pytest.mark.parametrize("option", ["--help", "-h"])
def test_the_help_of_every_command_ends_with_an_example_that_works(cli: Cli, command: str, option: str) -> None:
    done = cli(command, option)
    assert (done.code, done.err) == (0, "")
    example = shlex.split(_example(done.out.partition("Options:")[0].partition("Arguments:")[0]))
    assert example[:2] == ["trilat", command]
    assert cli(*example[1:]).code == 0, example


@pytest.mark.parametrize("command", ["check", "build", "diff", "new"])
def test_the_help_of_a_maintainers_command_has_an_example(cli: Cli, command: str) -> None:
    done = cli("data", command, "--help")
    assert done.code == 0
    assert _example(done.out.partition("Options:")[0].partition("Arguments:")[0]).startswith(f"trilat data {command}")


def test_the_help_names_every_command_and_has_an_example(cli: Cli) -> None:
    done = cli("--help")
    assert (done.code, done.err) == (0, "")
    for command in COMMANDS:
        assert re.search(rf"^  {command}\b", done.out, re.M), command
    assert cli(*shlex.split(_example(done.out.partition("Options:")[0]))[1:]).code == 0


@pytest.mark.parametrize("arguments", [["serch", "x"], ["search", "--nope", "x"], ["--nope"], ["search", "x", "--limit"], ["data", "chek"]])
def test_an_unknown_command_or_option_is_one_line(trilat: Cli, arguments: list[str]) -> None:
    done = trilat(*arguments)
    assert (done.code, done.out) == (2, "")
    assert len(done.err.splitlines()) == 1
    assert done.err.startswith("trilat: ")
    assert "--help" in done.err


def test_a_misspelt_command_is_suggested(cli: Cli) -> None:
    assert "search" in cli("serch", "x").err


def test_the_installed_command_and_the_module_are_the_same_program(trilat: Cli, cli: Cli) -> None:
    call = ["search", "cybersecurity", "--json", "--limit", "2"]
    done = trilat(*call)
    assert done == cli(*call)


@pytest.mark.parametrize(("field", "reverse"), [("name", False), ("-name", True), ("events", False), ("-events", True)])
def test_a_list_is_ordered_by_the_field_asked_for(cli: Cli, field: str, reverse: bool) -> None:
    key = field.removeprefix("-")
    values = [r[key] for r in cli("official", "--country", "JP", "--sort", field, "--json").json["results"]]
    folded = [v.casefold() if isinstance(v, str) else v for v in values]
    assert len(values) > 50
    assert folded == sorted(folded, reverse=reverse)


def test_what_has_no_value_comes_last_whichever_way_a_list_is_ordered(cli: Cli) -> None:
    for field in ("native_name", "-native_name"):
        values = [r["native_name"] for r in cli("official", "--sort", field, "--json").json["results"]]
        assert None not in values[: len([v for v in values if v])]


def test_an_unknown_field_to_order_by_is_a_usage_error_that_names_the_known_ones(cli: Cli) -> None:
    done = cli("event", "--sort", "shoe-size")
    assert (done.code, done.out) == (2, "")
    assert "place.city" in done.err


@pytest.mark.parametrize("form", ["csv", "tsv", "jsonl", "table"])
def test_a_column_of_ones_own_may_have_a_dot_in_its_name(cli: Cli, form: str) -> None:
    assert "7.5" in cli("sql", "SELECT 15 / 2.0", "--format", form).out
