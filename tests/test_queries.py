"""The questions that readers ask of the database."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from trilatcli.dates import Period
from trilatcli.errors import DatabaseFault, UsageFault
from trilatcli.store.build import write
from trilatcli.store.database import open_database
from trilatcli.store.queries import KINDS, Alias, Filters, Store

TALKS = "2019-03-04-vice-ministers-harbor-city"
CALL = "2019-09-vice-ministers-call"
LETTERS = "2020-vice-ministers-letters"
DRILL = "2020-02-28-sea-watch"
SUMMIT = "2021-06-12-leaders-summit"
VIDEO = "2021-11-20-foreign-ministers-video"
QUIET = "leaders-quiet-talk"
STATEMENT = "2019-03-05-joint-statement"


def ids(records: list[dict[str, Any]]) -> list[str]:
    return [r["id"] for r in records]


@pytest.fixture
def empty_store(tmp_path: Path) -> Iterator[Store]:
    write(tmp_path / "empty.db", {"texts": []})
    with closing(open_database(tmp_path / "empty.db")) as connection:
        yield Store(connection, tmp_path / "empty.db")


@pytest.fixture
def damaged_store(toy_db: Path, tmp_path: Path) -> Iterator[Store]:
    path = Path(shutil.copy(toy_db, tmp_path / "damaged.db"))
    content = bytearray(path.read_bytes())
    for page in range(1, len(content) // 4096):
        content[page * 4096 : page * 4096 + 100] = b"\xff" * 100
    path.write_bytes(content)
    with closing(open_database(path)) as connection:
        yield Store(connection, path)


def test_facts_about_the_database_are_texts(toy_store: Store) -> None:
    assert toy_store.meta()["data_version"] == "2022.6.1"
    assert toy_store.meta()["schema"] == "1"


def test_a_record_is_found_by_its_kind_and_id(toy_store: Store) -> None:
    found = toy_store.find("event", TALKS)
    assert found is not None
    assert found["title"] == "Vice ministers meet in Harbor City, map cables, and agree on [bold]x[/]"
    assert toy_store.find("topic", TALKS) is None
    assert toy_store.find("event", "nothing") is None


def test_an_id_means_one_record_of_whatever_kind(toy_store: Store) -> None:
    assert [r["kind"] for r in toy_store.of_any_kind("fisheries")] == ["topic"]
    assert toy_store.of_any_kind("nothing") == []


def test_a_renamed_id_leads_to_the_new_one(toy_store: Store) -> None:
    assert toy_store.renamed("cable-safety") == "undersea-cables"
    assert toy_store.renamed("undersea-cables") is None


def test_records_come_in_the_order_asked_for(toy_store: Store) -> None:
    assert ids(toy_store.by_ids("event", [VIDEO, "nothing", TALKS])) == [VIDEO, TALKS]
    assert toy_store.by_ids("event", []) == []
    assert ids(toy_store.by_numbers([3, 1])) == ["jane-o-connor", "aurelio"]


def test_lists_stand_in_one_of_three_orders(toy_store: Store) -> None:
    newest = ids(toy_store.listing("event"))
    assert newest[1] == "2022-05-05-cable-experts"
    assert newest[-1] == QUIET
    by_day = ids(toy_store.listing("event", order="day"))
    assert by_day[:3] == [QUIET, TALKS, CALL]
    assert by_day[3:5] == [LETTERS, DRILL]
    assert ids(toy_store.listing("topic", order="title"))[:2] == ["cybersecurity", "fisheries"]
    assert ids(toy_store.listing("event", limit=2)) == newest[:2]


@pytest.mark.parametrize(
    ("facets", "expected"),
    [
        ((("level", ("leader",)),), [SUMMIT, QUIET]),
        ((("level", ("leader", "exercise")),), [SUMMIT, DRILL, QUIET]),
        ((("official", ("haruto-sakurai",)), ("series", ("vice-ministerial",))), [CALL, LETTERS, TALKS]),
        ((("place", ("phone",)),), [CALL, QUIET]),
        ((("country", ("NZ",)),), [SUMMIT]),
        ((("topic", ("technology",)), ("place", ("hybrid",))), [SUMMIT]),
        ((("topic", ("nothing",)),), []),
    ],
)
def test_values_of_a_facet_are_alternatives_and_facets_add_up(
    toy_store: Store, facets: tuple[tuple[str, tuple[str, ...]], ...], expected: list[str]
) -> None:
    filters = Filters(facets)
    assert filters
    assert sorted(ids(toy_store.listing("event", filters))) == sorted(expected)
    assert toy_store.count("event", filters) == len(expected)


def test_a_filter_can_be_added_and_none_is_falsy() -> None:
    assert not Filters()
    assert Filters(period=Period("2019-01-01", "2019-12-31"))
    assert Filters().adding("level", "leader", "envoy") == Filters((("level", ("leader", "envoy")),))


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2019-03-05", "2019-03-05", [TALKS]),
        ("2019-09-12", "2019-09-12", [CALL]),
        ("2020-03-01", "2020-03-01", [LETTERS, DRILL]),
        ("2020-03-03", "2020-03-03", [LETTERS]),
        ("2018-01-01", "2018-12-31", []),
        ("", "2019-03-04", [TALKS]),
        ("2022-06-01", "9999-12-31", ["2022-06-01-working-cancelled"]),
    ],
)
def test_a_day_of_a_longer_event_counts(toy_store: Store, start: str, end: str, expected: list[str]) -> None:
    period = Period(start, end)
    assert ids(toy_store.on_day("event", period)) == expected
    assert sorted(ids(toy_store.listing("event", Filters(period=period)))) == sorted(expected)


def test_links_lead_to_what_mentions_a_record(toy_store: Store) -> None:
    assert ids(toy_store.linked("document", "about", [TALKS])) == [STATEMENT]
    mentioned = ids(toy_store.linked("point", "mentions", ["tide-forum", "resolution-9100"]))
    assert mentioned == [f"{TALKS}:1", f"{TALKS}:2", f"{STATEMENT}:2.1", f"{STATEMENT}:4.1"]
    assert toy_store.linked("point", "mentions", []) == []


def test_points_come_in_the_order_of_the_text(toy_store: Store) -> None:
    assert ids(toy_store.points_of(STATEMENT)) == [f"{STATEMENT}:{n}" for n in ("1.1", "2.1", "2.2", "3.1", "4.1", "5.1")]
    assert ids(toy_store.points_of(TALKS)) == [f"{TALKS}:1", f"{TALKS}:2"]
    assert toy_store.points_of(VIDEO) == []


def test_counterparts_are_those_of_other_countries_most_often_first(toy_store: Store) -> None:
    assert toy_store.counterparts("jane-o-connor") == [
        ("haruto-sakurai", "Haruto Sakurai", "JP", 3),
        ("ryu-pil-sang", "Ryu Pil-sang", "KR", 2),
        ("kim-ra-on", "Kim Ra-on", "KR", 1),
    ]
    assert toy_store.counterparts("aurelio") == []


def test_aliases_of_many_keys_are_given_at_once(toy_store: Store) -> None:
    found = toy_store.aliases([*(f"nothing{n}" for n in range(1000)), "infosec", "kim", "kim"])
    assert set(found) == {
        Alias("infosec", "topic", "cybersecurity", 3, "synonym"),
        Alias("kim", "official", "kim-do-an", 1, "exact"),
        Alias("kim", "official", "kim-ra-on", 1, "exact"),
    }
    assert toy_store.aliases([]) == []


def test_aliases_are_found_by_their_beginning(toy_store: Store) -> None:
    assert [a.key for a in toy_store.aliases_from("さいばー")] == ["さいばー", "さいばーせきゅりてぃ"]
    assert len(toy_store.aliases_from("s", limit=3)) == 3
    assert toy_store.aliases_from("zzz") == []


def test_keys_of_a_kind_are_those_that_are_strong_enough(toy_store: Store) -> None:
    strong = toy_store.alias_keys("series", 5)
    assert sorted(strong) == [
        ("lanterndialogue", "lantern-dialogue"),
        ("seawatch", "sea-watch"),
        ("viceministerial", "vice-ministerial"),
    ]
    assert len(toy_store.alias_keys("series", 0)) > len(strong)


def test_words_and_stems_tell_how_many_records_hold_them(toy_store: Store) -> None:
    assert toy_store.words(["kamome", "nowhere"]) == {"kamome": 2}
    assert toy_store.stems(["cabl", "nowher"])["cabl"] > 5
    assert toy_store.words([]) == toy_store.stems([]) == {}


def test_words_from_a_prefix_come_most_frequent_first(toy_store: Store) -> None:
    found = toy_store.words_from("cab")
    assert [w for w, *_ in found] == ["cables", "cable"]
    assert found[0][1] == "cabl"
    assert len(toy_store.words_from("c", limit=2)) == 2


def test_the_vocabulary_holds_the_words_in_latin_letters_of_some_lengths(toy_store: Store) -> None:
    vocabulary = toy_store.vocabulary(5, 7)
    assert vocabulary["kamome"] == 2
    assert all(word.isascii() and 5 <= len(word) <= 7 for word in vocabulary)
    assert "해저" not in toy_store.vocabulary(1, 99)


def test_size_counts_records_of_all_kinds(toy_store: Store) -> None:
    assert toy_store.size() == sum(toy_store.counts().values()) == 46
    assert set(toy_store.counts()) == set(KINDS)


def test_numbers_are_given_by_kind_and_id(toy_store: Store) -> None:
    found = toy_store.numbers([("official", "aurelio"), ("topic", "nothing")])
    assert found == {("official", "aurelio"): 1}


def test_candidates_match_the_expression_and_the_filters(toy_store: Store) -> None:
    found = toy_store.candidates('"cabl"', Filters((("kind", ("topic",)),)), 10)
    assert [c.id for c in found] == ["undersea-cables"]
    assert " cables/cabl " in found[0].title
    assert len(toy_store.candidates('"cabl"', Filters(), 2)) == 2
    assert toy_store.matching('"cabl"', Filters((("kind", ("topic",)),)), 10) == len(found)
    assert toy_store.matching('"cabl"', Filters(), 2) == 2
    assert len(toy_store.numbers_matching('"cabl"', 100)) == toy_store.matching('"cabl"', Filters(), 100)


def test_candidates_by_number_are_those_that_the_filters_let_through(toy_store: Store) -> None:
    numbers = [1, 2, 3, 999]
    assert sorted(c.n for c in toy_store.candidates_by_number(numbers, Filters())) == [1, 2, 3]
    japanese = Filters((("country", ("JP",)),))
    assert [c.id for c in toy_store.candidates_by_number(numbers, japanese)] == ["haruto-sakurai"]
    assert toy_store.candidates_by_number([], Filters()) == []


def test_candidates_of_a_day_are_those_that_touch_it(toy_store: Store) -> None:
    found = toy_store.candidates('"ministeri" OR "minist"', Filters(period=Period("2021-11-20", "2021-11-20")), 100)
    assert {c.day for c in found} == {"2021-11-20"}


def test_terms_come_in_their_order(toy_store: Store) -> None:
    assert toy_store.terms("country")[:3] == [("US", "United States"), ("JP", "Japan"), ("KR", "Republic of Korea")]
    assert toy_store.terms("level")[0][0] == "leader"


def test_places_count_events(toy_store: Store) -> None:
    places = toy_store.places()
    assert places[0][1] == max(events for _, events in places)
    assert ("harbor city", 1) in places
    assert ("phone", 2) in places


def test_offices_are_listed_with_their_bounds(toy_store: Store) -> None:
    offices = toy_store.offices()
    assert ("jane-o-connor", "US", "Deputy Secretary of State", "2017-02", "2020-12-31") in offices
    assert ("shinji-otsuka", "JP", "Prime Minister", None, None) in offices


def test_who_took_part_in_a_period_is_known(toy_store: Store) -> None:
    assert toy_store.took_part("jane-o-connor", Period("2019-03-05", "2019-03-05"))
    assert not toy_store.took_part("jane-o-connor", Period("2019-03-06", "2019-03-06"))


def test_the_span_runs_from_the_first_event_to_the_last(toy_store: Store, empty_store: Store) -> None:
    assert toy_store.span() == ("2019-03-04", "2022-06-01")
    assert empty_store.span() == ("", "")


def test_trust_counts_what_is_confirmed_disputed_and_official(toy_store: Store, empty_store: Store) -> None:
    trust = toy_store.trust()
    assert (trust["events"], trust["confirmed"], trust["not_held"], trust["disputed"]) == (9, 4, 2, 3)
    assert 0 < trust["official_citations"] < trust["citations"]
    assert set(empty_store.trust().values()) == {0}


def test_an_empty_database_answers_with_nothing(empty_store: Store) -> None:
    assert empty_store.size() == 0
    assert empty_store.counts() == {}
    assert empty_store.listing("event") == []


def test_coverage_is_counted_by_level_and_by_year(toy_store: Store) -> None:
    levels = toy_store.by_level()
    assert levels[0] == ("leader", 2, SUMMIT[:10], SUMMIT[:10])
    assert [level for level, *_ in levels] == ["leader", "foreign-minister", "vice-minister", "working", "exercise"]
    assert toy_store.by_year() == [("2019", 2), ("2020", 2), ("2021", 2), ("2022", 2)]


def test_publishers_come_most_cited_first(toy_store: Store) -> None:
    found = toy_store.publishers(3)
    assert len(found) == 3
    assert [n for _, n, _ in found] == sorted((n for _, n, _ in found), reverse=True)
    assert ("The Harbor Gazette", False) in {(name, official) for name, _, official in toy_store.publishers(99)}


def test_ids_are_completed_from_their_beginning(toy_store: Store) -> None:
    assert [id for id, _ in toy_store.ids("official", "kim-")] == ["kim-do-an", "kim-ra-on"]
    assert toy_store.ids("official", "kim-", limit=1) == [("kim-do-an", "Kim Do-an")]
    assert len(toy_store.ids("event", "")) == 9


def test_a_damaged_file_is_a_database_fault(damaged_store: Store) -> None:
    with pytest.raises(DatabaseFault, match="the file is damaged") as caught:
        damaged_store.listing("event")
    assert str(damaged_store.path) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_an_interrupted_query_is_no_damage(toy_store: Store) -> None:
    toy_store.connection.set_progress_handler(lambda: 1, 1)
    with pytest.raises(sqlite3.OperationalError, match="interrupted"):
        toy_store.listing("event")


@pytest.mark.parametrize(
    ("statement", "columns", "rows"),
    [
        ("SELECT 1 AS one, 'x' AS two", ["one", "two"], [(1, "x")]),
        ("select count(*) from events", ["count(*)"], [(9,)]),
        ("WITH t (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < 3) SELECT n FROM t", ["n"], [(1,), (2,), (3,)]),
        ("VALUES (1, 2)", ["column1", "column2"], [(1, 2)]),
        ("SELECT id FROM topics WHERE id LIKE 'fish%';", ["id"], [("fisheries",)]),
        ("-- a comment\nSELECT upper('a')", ["upper('a')"], [("A",)]),
    ],
)
def test_a_reader_may_select(toy_store: Store, statement: str, columns: list[str], rows: list[tuple[Any, ...]]) -> None:
    assert toy_store.select(statement) == (columns, rows)


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO renamed VALUES ('a', 'b')",
        "UPDATE records SET title = ''",
        "DELETE FROM records",
        "REPLACE INTO renamed VALUES ('a', 'b')",
        "DROP TABLE records",
        "ALTER TABLE records ADD COLUMN x",
        "CREATE TABLE x (y)",
        "CREATE TEMP TABLE x (y)",
        "CREATE VIEW x AS SELECT 1",
        "CREATE TEMP TRIGGER x AFTER INSERT ON records BEGIN SELECT 1; END",
        "CREATE INDEX x ON records (title)",
        "ATTACH ':memory:' AS more",
        "ATTACH '/tmp/more.db' AS more",
        "DETACH main",
        "PRAGMA writable_schema = 1",
        "PRAGMA journal_mode = WAL",
        "PRAGMA query_only",
        "VACUUM",
        "VACUUM INTO '/tmp/trilat-copy.db'",
        "REINDEX",
        "ANALYZE",
        "BEGIN",
        "COMMIT",
        "SAVEPOINT x",
        "SELECT load_extension('x')",
        "SELECT fts3_tokenizer('simple')",
        "WITH x AS (SELECT 1) DELETE FROM records",
        "EXPLAIN DELETE FROM records",
        "INSERT INTO texts_fts (texts_fts) VALUES ('rebuild')",
        "SELECT 1; DELETE FROM records",
        "SELECT 1; SELECT 2",
    ],
)
def test_a_reader_may_do_nothing_but_read(toy_store: Store, toy_db: Path, statement: str) -> None:
    before = toy_db.read_bytes()
    with pytest.raises(UsageFault, match=r"^SQL: .+") as caught:
        toy_store.select(statement)
    assert caught.value.code == 2
    assert "\n" not in str(caught.value)
    assert toy_db.read_bytes() == before
    assert not Path("/tmp/trilat-copy.db").exists()


@pytest.mark.parametrize("statement", ["", "  ", ";", "-- nothing"])
def test_nothing_is_no_statement(toy_store: Store, statement: str) -> None:
    with pytest.raises(UsageFault, match="the statement is not a SELECT"):
        toy_store.select(statement)


@pytest.mark.parametrize(
    ("statement", "why"),
    [
        ("SELEC 1", "syntax error"),
        ("SELECT * FROM nowhere", "no such table: nowhere"),
        ("SELECT nowhere FROM events", "no such column: nowhere"),
        ("SELECT 'a\x00b'", "null character"),
        ("SELECT ?", "bindings|binding"),
        ("SELECT abs(-9223372036854775808)", "integer overflow"),
    ],
)
def test_a_mistake_is_a_usage_fault_in_one_line(toy_store: Store, statement: str, why: str) -> None:
    with pytest.raises(UsageFault, match=why) as caught:
        toy_store.select(statement)
    assert str(caught.value).startswith("SQL: ")
    assert caught.value.hint == "trilat sql --schema shows the tables"


def test_a_control_character_of_a_statement_is_not_echoed(toy_store: Store) -> None:
    with pytest.raises(UsageFault) as caught:
        toy_store.select('SELECT * FROM "\x1b[31mred"')
    assert "\x1b" not in str(caught.value)


def test_a_number_that_is_too_long_for_sqlite_is_no_crash(toy_store: Store) -> None:
    assert toy_store.select("SELECT 99999999999999999999999")[1] == [(1e23,)]
