"""Claims on any text at all: an exit code of the promise, no exception, no control character, in good time."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from conftest import SHIPPED
from scoring import call
from trilatcli.dates import find_dates
from trilatcli.query import parse
from trilatcli.render import data
from trilatcli.text import printable

ANY = st.text(st.characters(exclude_characters="\0"), max_size=60)
LIKELY = st.lists(
    st.sampled_from(
        'cyber security "maritime security" Kishida 岸田 北朝鮮 북한 윤병세 2016 2016-09-18 09/18/2016 平成28年 -missile maritim* AND NOT ( ) " \' * - ^ : U.S. 6th '
        "round S/RES/2270 2270 resolution Japan's foreign minister what did they say in 2016..2017 .. 第6回 제6차 \x1b[31m [bold] \t \u202e".split(
            " "
        )
    ),
    max_size=8,
).map(" ".join)
QUERY = st.one_of(ANY, LIKELY, st.tuples(LIKELY, ANY).map("".join))
HELD = settings(derandomize=True, deadline=None, max_examples=300, database=None, suppress_health_check=[HealthCheck.too_slow])
FEWER = settings(HELD, max_examples=120)


def calm(*arguments: str) -> None:
    done = call(*arguments, "--db", str(SHIPPED))
    assert done.code in (0, 1, 2), done
    allowed = "\n\u3000"
    assert not [c for c in done.out if not c.isprintable() and c not in allowed]
    assert not [c for c in done.err if not c.isprintable() and c not in allowed]


@HELD
@given(QUERY)
@example("\x1b[31m")
@example("\ud800")
@example("a" * 300)
def test_any_text_is_a_query(text: str) -> None:
    calm("search", "--", text)


@FEWER
@given(QUERY, st.sampled_from(["json", "jsonl", "csv", "tsv", "md"]))
def test_any_text_is_a_query_in_any_format(text: str, format: str) -> None:
    done = call("search", "-f", format, "--limit", "3", "--", text)
    assert done.code in (0, 2)
    if format == "json" and done.code == 0:
        assert json.loads(done.out)["command"] == "search"


@FEWER
@given(QUERY, st.sampled_from(["official", "topic", "event", "document", "series", "instrument", "organization"]))
def test_any_text_is_a_name(text: str, kind: str) -> None:
    calm(kind, "--limit", "3", "--fields", "id", "--", text)


@FEWER
@given(QUERY, st.sampled_from(["topic", "official", "country", "level", "series", "kind", "place", "since", "until"]))
def test_any_text_is_the_value_of_a_filter(text: str, name: str) -> None:
    calm("timeline", "--limit", "1", "--fields", "id", f"--{name}={text}")


@FEWER
@given(QUERY)
def test_any_text_is_a_period(text: str) -> None:
    calm("timeline", "--limit", "1", "--fields", "id", "--", text)


@FEWER
@given(ANY)
def test_any_text_is_sql(text: str) -> None:
    calm("sql", "-f", "md", "--", text)


@FEWER
@given(ANY)
def test_any_text_is_a_field(text: str) -> None:
    calm("timeline", "2016-09", "-f", "csv", f"--fields={text}")


@HELD
@given(QUERY)
def test_a_query_is_taken_apart_without_loss_of_what_was_typed(text: str) -> None:
    query = parse(text)
    assert query.text == text
    assert all(query.words)
    for found in find_dates(text):
        assert found.period.start <= found.period.end
        assert 0 <= found.start < found.end <= len(text)


@HELD
@given(st.text(max_size=80))
def test_printable_text_holds_no_control_character_and_is_left_alone_twice(text: str) -> None:
    once = printable(text)
    assert len(once) == len(text)
    assert all(c.isprintable() or c == "\u3000" for c in once)
    assert printable(once) == once


@HELD
@given(st.lists(st.text(max_size=20), min_size=1, max_size=5))
def test_any_text_is_one_cell_of_csv(values: list[str]) -> None:
    import csv
    import io

    out = io.StringIO(newline="")
    fields = [f"f{n}" for n in range(len(values))]
    data.write_table([dict(zip(fields, values, strict=True))], fields, out, delimiter=",")
    rows = list(csv.reader(io.StringIO(out.getvalue(), newline="")))
    assert [len(row) for row in rows] == [len(values)] * 2


@pytest.mark.parametrize(
    "query",
    [
        "cybersecurity " * 715,
        "x" * 10_000,
        "岸" * 10_000,
        "岸田文雄" * 2_500,
        " ".join(f"zq{n}xw" for n in range(1_250)),
        '"' * 10_000,
        '"a" ' * 2_500,
        "-a " * 3_333,
        "a* " * 3_333,
        "(" * 10_000,
        "2016-09-18 " * 909,
        "1" * 10_000,
        "U.S." * 2_500,
        "a." * 5_000,
        "s/res/" * 1_666,
        "round " * 1_666,
        "-" * 10_000,
        "é" * 10_000,
        "\u0301" * 10_000,
        "2016 to " * 1_250,
        "1/" * 5_000,
    ],
    ids=lambda q: q[:12],
)
def test_a_query_of_10000_characters_is_answered_within_two_seconds(query: str) -> None:
    for command in ("search", "official", "event", "topic", "timeline"):
        started = time.perf_counter()
        done = call(command, "--json", "--limit", "5", "--", query)
        taken = time.perf_counter() - started
        assert done.code in (0, 1, 2)
        assert taken < 2, (command, taken)


def test_many_filters_at_once_are_answered(tmp_path: Path) -> None:
    options = [part for n in range(300) for part in ("--topic", "cybersecurity", "--level", "leader", "--country", "JP")]
    assert call("timeline", "--json", *options).code == 0
