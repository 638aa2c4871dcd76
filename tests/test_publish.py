"""The model as published records."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from conftest import TOY
from trilatcli import model
from trilatcli.curate.load import load
from trilatcli.curate.publish import KINDS, Entry, Publisher, everyday_office, publish, tenure_years


@pytest.fixture(scope="module")
def records() -> model.Records:
    return load(TOY).records


@pytest.fixture(scope="module")
def entries(records: model.Records) -> dict[tuple[str, str], Entry]:
    return {(e.record["kind"], e.record["id"]): e for e in publish(records)}


def record(entries: dict[tuple[str, str], Entry], kind: str, id: str) -> dict[str, Any]:
    return entries[kind, id].record


def test_every_record_and_every_point_is_published_once(records: model.Records) -> None:
    listed = publish(records)
    ids = [(e.record["kind"], e.record["id"]) for e in listed]
    assert len(set(ids)) == len(ids)
    points = [p for owner in (*records.event.values(), *records.document.values()) for p in owner.points]
    expected = {kind: len(getattr(records, kind)) for kind in model.FOLDERS} | {"point": len(points)}
    assert Counter(kind for kind, _ in ids) == expected


def test_kinds_stand_in_order_and_dated_ones_newest_first(records: model.Records) -> None:
    listed = [e.record for e in publish(records)]
    assert list(dict.fromkeys(r["kind"] for r in listed)) == list(KINDS)
    for kind in ("event", "document", "point"):
        dates = [r["date"] or "" for r in listed if r["kind"] == kind]
        assert dates == sorted(dates, reverse=True)


def test_every_record_has_what_the_contract_promises(entries: dict[tuple[str, str], Entry]) -> None:
    for (kind, id), entry in entries.items():
        assert list(entry.record)[:4] == ["kind", "id", "title", "summary"]
        assert entry.record["title"], (kind, id)
        assert entry.record["summary"], (kind, id)
        assert entry.record["sources"], (kind, id)
        for source in entry.record["sources"]:
            assert list(source)[:6] == ["title", "publisher", "url", "locator", "official", "checked"]
            assert isinstance(source["official"], bool)


def test_records_of_a_kind_have_the_same_keys_in_the_same_order(entries: dict[tuple[str, str], Entry]) -> None:
    shapes: dict[str, set[tuple[str, ...]]] = {}
    for (kind, _), entry in entries.items():
        shapes.setdefault(kind, set()).add(tuple(entry.record))
    assert all(len(found) == 1 for found in shapes.values())


def test_a_source_names_its_publisher_and_whether_it_is_official(entries: dict[tuple[str, str], Entry]) -> None:
    page, gazette, statement = record(entries, "event", "2019-03-04-vice-ministers-harbor-city")["sources"]
    assert page == {
        "title": "Vice ministers meet, and map",
        "publisher": "Department of Toy Diplomacy",
        "url": "https://diplomacy.example/2019/03/vice-ministers",
        "locator": None,
        "official": True,
        "checked": "2022-06-06",
        "archived": "https://old.diplomacy.example/2019/03/vice-ministers",
    }
    assert (gazette["publisher"], gazette["official"], "archived" in gazette) == ("The Harbor Gazette", False, False)
    assert statement["document"] == "2019-03-05-joint-statement"
    assert statement["locator"] == "paragraph 1"
    assert statement["official"] is True
    assert statement["url"] == "https://diplomacy.example/2019/03/05/joint-statement"


def test_a_document_without_a_page_is_cited_by_its_issuers(entries: dict[tuple[str, str], Entry]) -> None:
    (source,) = record(entries, "instrument", "harbor-accord")["sources"]
    assert source == {
        "title": "Memorandum on the Harbor Accord",
        "publisher": "Department of Toy Diplomacy, Cable Lab",
        "url": "",
        "locator": None,
        "official": False,
        "checked": "",
        "document": "2022-memorandum",
    }


def test_a_document_known_from_one_page_is_cited_by_that_page(records: model.Records) -> None:
    source = Publisher(records).document_source("2021-11-20-readout", "line 2")
    assert (source["url"], source["publisher"], source["official"]) == ("https://tidewire.example/2021/11/fm", "Tidewire", False)


def test_an_unlisted_host_has_no_publisher() -> None:
    source = Publisher(model.Records()).source(model.Source(url="https://nobody.example/", title="x"))
    assert (source["publisher"], source["official"]) == ("", False)


def test_participants_carry_the_office_held_that_day(entries: dict[tuple[str, str], Entry]) -> None:
    first = record(entries, "event", "2019-03-04-vice-ministers-harbor-city")["participants"]
    assert first == [
        {"id": "jane-o-connor", "name": "Jane O'Connor", "country": "US", "office": "Deputy Secretary of State", "role": "host"},
        {"id": "haruto-sakurai", "name": "Haruto Sakurai", "country": "JP", "office": "Vice Minister for Foreign Affairs", "role": "head"},
        {"id": "ryu-pil-sang", "name": "Ryu Pil-sang", "country": "KR", "office": "First Vice Minister of Foreign Affairs", "role": "head"},
        {"id": None, "name": "", "country": "KR", "office": "cable experts", "role": "member"},
    ]
    call = record(entries, "event", "2019-09-vice-ministers-call")["participants"]
    assert [(p["office"], p["role"]) for p in call] == [
        ("Deputy Secretary of State", "head"),
        ("Vice Minister for Foreign Affairs", "convener"),
        ("First Vice Minister of Foreign Affairs", "member"),
    ]
    letters = record(entries, "event", "2020-vice-ministers-letters")["participants"]
    assert [p["office"] for p in letters] == ["Vice Minister for Foreign Affairs", None, None]


def test_at_an_undated_event_only_a_single_office_is_certain(records: model.Records) -> None:
    publisher, undated = Publisher(records), records.event["leaders-quiet-talk"]
    assert publisher.office_on(records.official["kim-do-an"], undated) == records.official["kim-do-an"].offices[0]
    assert publisher.office_on(records.official["jane-o-connor"], undated) is None
    assert publisher.office_on(records.official["haruto-sakurai"], records.event["2020-vice-ministers-letters"]) is None


def test_an_undated_event_has_its_window_and_no_day(entries: dict[tuple[str, str], Entry]) -> None:
    entry = entries["event", "leaders-quiet-talk"]
    assert (entry.record["date"], entry.record["window"]) == (None, "2021-02..2021-06-11")
    assert (entry.first_day, entry.last_day) == (None, None)


@pytest.mark.parametrize(
    ("id", "first", "last"),
    [
        ("2019-03-04-vice-ministers-harbor-city", "2019-03-04", "2019-03-05"),
        ("2019-09-vice-ministers-call", "2019-09-01", "2019-09-30"),
        ("2020-vice-ministers-letters", "2020-01-01", "2020-12-31"),
        ("2020-02-28-sea-watch", "2020-02-28", "2020-03-02"),
    ],
)
def test_a_date_means_all_its_days(entries: dict[tuple[str, str], Entry], id: str, first: str, last: str) -> None:
    assert (entries["event", id].first_day, entries["event", id].last_day) == (first, last)


def test_every_day_of_an_event_within_a_month_can_be_searched_for(entries: dict[tuple[str, str], Entry]) -> None:
    assert entries["event", "2019-03-04-vice-ministers-harbor-city"].dates == {"2019-03-04", "2019-03-05"}
    assert entries["event", "2020-vice-ministers-letters"].dates == {"2020"}
    assert {"2020-02-28", "2020-03-02"} <= entries["event", "2020-02-28-sea-watch"].dates


@pytest.mark.parametrize(
    ("id", "expected"),
    [
        ("2019-03-04-vice-ministers-harbor-city", "confirmed"),
        ("2019-09-vice-ministers-call", "single-source"),
        ("2020-vice-ministers-letters", "confirmed"),
        ("leaders-quiet-talk", "single-source"),
        ("2021-06-12-leaders-summit", "confirmed"),
        ("2022-05-05-cable-experts", "single-source"),
    ],
)
def test_confidence_follows_from_the_sources(entries: dict[tuple[str, str], Entry], id: str, expected: str) -> None:
    assert record(entries, "event", id)["confidence"] == expected


def test_disputes_keep_every_side_with_its_sources(entries: dict[tuple[str, str], Entry]) -> None:
    date, place = record(entries, "event", "2021-06-12-leaders-summit")["disputes"]
    assert date["field"] == "date"
    assert [(c["value"], [s["publisher"] for s in c["sources"]]) for c in date["claims"]] == [
        ("2021-06-12", ["Department of Toy Diplomacy"]),
        ("2021-06-13", ["The Harbor Gazette", "Tidewire"]),
    ]
    assert date["note"] == "Noon there is the next day elsewhere."
    assert place["note"] is None


@pytest.mark.parametrize(
    ("id", "mode", "places"),
    [
        ("2019-03-04-vice-ministers-harbor-city", "in-person", {"harbor city", "pier 9"}),
        ("2019-09-vice-ministers-call", "phone", {"phone"}),
        ("2020-vice-ministers-letters", "written", {"written"}),
        ("2020-02-28-sea-watch", None, {"coral strait"}),
        ("2021-06-12-leaders-summit", "hybrid", {"hybrid", "lantern bay", "the lighthouse"}),
        ("2021-11-20-foreign-ministers-video", "virtual", {"virtual"}),
    ],
)
def test_an_event_is_filtered_by_place_and_by_mode(
    entries: dict[tuple[str, str], Entry], id: str, mode: str | None, places: set[str]
) -> None:
    assert record(entries, "event", id)["place"]["mode"] == mode
    assert {value for facet, value in entries["event", id].facets if facet == "place"} == places


def test_topics_of_points_count_for_their_owner_and_parents_are_facets(entries: dict[tuple[str, str], Entry]) -> None:
    entry = entries["event", "2019-03-04-vice-ministers-harbor-city"]
    assert entry.record["topics"] == ["undersea-cables", "technology"]
    document = entries["document", "2021-06-12-fact-sheet"]
    assert document.record["topics"] == ["sea-rescue", "undersea-cables"]
    assert {v for f, v in document.facets if f == "topic"} == {"sea-rescue", "undersea-cables", "technology"}
    assert {t for r, t in document.links if r == "topic"} == {"sea-rescue", "undersea-cables"}


def test_an_official_says_what_they_took_part_in(entries: dict[tuple[str, str], Entry]) -> None:
    jane = record(entries, "official", "jane-o-connor")
    assert jane["summary"] == "Secretary of State, United States; took part in 3 events, March 4, 2019 to November 20, 2021"
    assert (jane["native_name"], jane["office"], jane["took_part"], jane["events"]) == (None, "Secretary of State", True, 3)
    assert [o["sources"][0]["publisher"] for o in jane["offices"]] == ["Department of Toy Diplomacy"] * 2
    assert jane["offices"][1]["note"] == "Sworn in at noon."
    quill = record(entries, "official", "robert-quill")
    assert quill["summary"] == "President, United States; took part in 2 events, June 12, 2021"
    assert quill["offices"][0]["organization"] is None
    assert record(entries, "official", "mereana-tawhiri")["summary"].endswith("took part in 1 event, June 12, 2021")
    assert record(entries, "official", "haruto-sakurai")["native_name"] == "桜井春人"
    assert record(entries, "official", "ryu-pil-sang")["native_name"] == "류필상"


def test_who_is_only_spoken_of_took_part_in_nothing(entries: dict[tuple[str, str], Entry]) -> None:
    aurelio = record(entries, "official", "aurelio")
    assert aurelio["summary"] == "Democratic People's Republic of Korea; spoken of; took part in no event of the record"
    assert (aurelio["took_part"], aurelio["office"], aurelio["given"], aurelio["names"]) == (False, None, None, {})


def test_an_official_seen_only_at_an_undated_event_has_no_span() -> None:
    records = model.Records(
        official={"x": model.Official("X Y", "Y", "US")},
        event={"talk": model.Event("Talk", "leader", model.Text("x"), participants=(model.Participant("x"),))},
        countries={"US": model.Country("United States")},
    )
    (entry,) = Publisher(records).officials()
    assert entry.record["summary"] == "United States; took part in 1 event"


def test_a_topic_gathers_its_children(entries: dict[tuple[str, str], Entry]) -> None:
    technology = record(entries, "topic", "technology")
    assert technology["children"] == ["cybersecurity", "undersea-cables"]
    assert technology["points"] == 10
    assert technology["first_mention"] == {"date": "2019-03-04", "point": "2019-03-04-vice-ministers-harbor-city:1"}
    assert technology["latest_mention"] == {"date": "2021-06-12", "point": "2021-06-12-fact-sheet:12.1"}
    cables = record(entries, "topic", "undersea-cables")
    assert (cables["parent"], cables["children"], cables["related"]) == ("technology", [], ["cybersecurity", "fisheries"])


def test_a_topic_that_no_dated_point_carries_has_no_mention() -> None:
    records = model.Records(topic={"idle": model.Topic("Idle", model.Text("x"))})
    (entry,) = Publisher(records).topic_entries({"idle": [{"date": None, "id": "talk:1"}]})
    assert (entry.record["first_mention"], entry.record["latest_mention"], entry.record["points"]) == (None, None, 1)


def test_a_series_counts_its_rounds(entries: dict[tuple[str, str], Entry]) -> None:
    deputies = record(entries, "series", "vice-ministerial")
    assert (deputies["events"], deputies["rounds"], deputies["first"], deputies["latest"]) == (4, 2, "2019-03-04", "2022-05-05")
    assert deputies["disputes"][0]["field"] == "rounds"
    lantern = record(entries, "series", "lantern-dialogue")
    assert (lantern["events"], lantern["rounds"], lantern["first"], lantern["latest"], lantern["level"]) == (0, None, None, None, None)


def test_a_series_of_undated_events_has_no_first_date() -> None:
    records = model.Records(
        series={"s": model.Series("S", model.Text("x"))}, event={"talk": model.Event("Talk", "leader", model.Text("x"), series="s")}
    )
    (entry,) = Publisher(records).series_entries()
    assert (entry.record["events"], entry.record["first"], entry.record["rounds"]) == (1, None, None)


def test_a_point_says_who_says_what_where(entries: dict[tuple[str, str], Entry]) -> None:
    statement = 'Joint Statement on Cables, Landing Points, and "Repair", March 5, 2019'
    point = record(entries, "point", "2019-03-05-joint-statement:3.1")
    assert point["summary"] == f"Condemnation of United States, Republic of Korea: {statement}, paragraph 3"
    assert (point["document"], point["paragraph"], point["event"]) == ("2019-03-05-joint-statement", 3, None)
    assert point["sources"][0]["locator"] == "paragraph 3"
    assert point["actors"] == ["US", "KR"]
    plain = record(entries, "point", "2019-03-05-joint-statement:2.1")
    assert plain["summary"].startswith("Commitment of all three: ")
    assert (plain["actors"], plain["events"]) == (["US", "JP", "KR"], ["2019-03-04-vice-ministers-harbor-city"])


def test_a_point_from_a_page_cites_that_page_and_not_a_paragraph(entries: dict[tuple[str, str], Entry]) -> None:
    summary = record(entries, "point", "2021-06-12-fact-sheet:0.1")
    assert (summary["paragraph"], summary["document"]) == (None, "2021-06-12-fact-sheet")
    assert [(s["publisher"], s["locator"]) for s in summary["sources"]] == [("The Harbor Gazette", "second column")]
    event = record(entries, "point", "2019-03-04-vice-ministers-harbor-city:1")
    assert [(s["publisher"], s["locator"]) for s in event["sources"]] == [
        ("Department of Toy Diplomacy", "third line"),
        ("The Harbor Gazette", "third line"),
    ]
    assert (event["event"], event["document"]) == ("2019-03-04-vice-ministers-harbor-city", None)


def test_a_point_may_speak_of_another_event(entries: dict[tuple[str, str], Entry]) -> None:
    entry = entries["point", "2019-03-05-joint-statement:5.1"]
    assert entry.record["events"] == ["2019-09-vice-ministers-call"]
    assert ("about", "2019-09-vice-ministers-call") in entry.links
    assert "event:2019-09-vice-ministers-call" in entry.tags
    assert {t for r, t in entry.links if r == "mentions"} == {"2019-09-vice-ministers-call", "vice-ministerial", "cybersecurity"}


def test_a_point_of_an_undated_event_has_no_date(entries: dict[tuple[str, str], Entry]) -> None:
    entry = entries["point", "leaders-quiet-talk:7"]
    assert (entry.record["date"], entry.dates, entry.first_day) == (None, set(), None)
    assert entry.record["summary"] == "Background of all three: Leaders talk quietly"


def test_actors_are_the_countries_of_a_point(entries: dict[tuple[str, str], Entry]) -> None:
    def countries(id: str) -> set[str]:
        return {v for f, v in entries["point", id].facets if f == "country"}

    assert countries("2019-03-04-vice-ministers-harbor-city:2") == {"JP"}
    assert countries("2019-03-05-joint-statement:1.1") == {"US", "JP", "KR"}


def test_who_is_mentioned_can_be_filtered_by(entries: dict[tuple[str, str], Entry]) -> None:
    assert ("official", "aurelio") in entries["point", "2019-03-05-joint-statement:3.1"].facets
    statement = entries["document", "2019-03-05-joint-statement"]
    assert ("official", "haruto-sakurai") in statement.facets
    assert "潮フォーラム" in statement.deep


def test_every_entry_can_be_filtered_by_its_kind(entries: dict[tuple[str, str], Entry]) -> None:
    assert all(("kind", kind) in entry.facets for (kind, _), entry in entries.items())


def test_text_is_published_as_it_is_written(entries: dict[tuple[str, str], Entry]) -> None:
    assert record(entries, "topic", "fisheries")["title"] == "Fisheries and [bold]nets[/]"
    assert record(entries, "point", "2021-06-12-leaders-summit:1")["title"] == '"We stand together," they said — [bold]x[/], all three.'
    assert record(entries, "document", "2019-03-05-joint-statement")["native_titles"]["ko"] == "해저케이블에 관한 공동성명"


@pytest.mark.parametrize(
    ("title", "everyday"),
    [
        ("Minister for Foreign Affairs", "foreign minister"),
        ("Minister of Foreign Affairs and Trade", "foreign minister"),
        ("First Vice Minister of Foreign Affairs", "First Vice foreign minister"),
        ("Minister of National Defense", "Defense minister"),
        ("Minister of Defence", "Defence minister"),
        ("Deputy Minister of Unification", "Deputy Unification minister"),
        ("Secretary of State", ""),
        ("Prime Minister", ""),
        ("", ""),
    ],
)
def test_an_office_is_turned_around_as_people_say_it(title: str, everyday: str) -> None:
    assert everyday_office(title) == everyday


def test_only_offices_with_both_bounds_give_years(records: model.Records) -> None:
    assert tenure_years(records.official["jane-o-connor"]) == {"2017", "2018", "2019", "2020"}
    assert tenure_years(records.official["shinji-otsuka"]) == set()
