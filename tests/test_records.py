"""Claims on the shipped records and the shipped database, as data."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import pytest

from conftest import RECORDS, SHIPPED, Done
from trilatcli.dates import is_partial

pytestmark = pytest.mark.records

LEAST = {"event": 420, "official": 300, "document": 150, "point": 1500}
CONFIRMED, NATIVE_NAMES = 0.95, 0.95
FOUNDING = ("2016-09-18-joint-statement", "2017-01-05-fact-sheet")
KINDS = ["event", "document", "official", "topic", "series", "instrument", "organization", "point"]
PARTIAL = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


def test_the_records_have_no_faults(cli: Callable[..., Done]) -> None:
    done = cli("data", "check", "--records", str(RECORDS))
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("no problems in ")


def test_the_shipped_database_is_what_the_records_build(cli: Callable[..., Done]) -> None:
    done = cli("data", "diff", "--records", str(RECORDS), "--db", str(SHIPPED))
    assert (done.code, done.err) == (0, "")


@pytest.mark.parametrize("kind", LEAST)
def test_the_record_is_large_enough(shipped_store: Any, kind: str) -> None:
    assert shipped_store.counts()[kind] >= LEAST[kind]


def test_nearly_all_events_are_confirmed(shipped_store: Any) -> None:
    trust = shipped_store.trust()
    assert trust["confirmed"] / trust["events"] >= CONFIRMED, trust


def test_a_confirmed_event_has_an_official_source_a_document_or_two_publishers(shipped_store: Any) -> None:
    for event in shipped_store.listing("event"):
        if event["confidence"] == "confirmed":
            several = len({s["publisher"] for s in event["sources"]}) > 1
            assert several or any(s["official"] or s.get("document") for s in event["sources"]), event["id"]


@pytest.mark.parametrize(("country", "script"), [("JP", "ja"), ("KR", "ko")])
def test_nearly_all_officials_of_japan_and_korea_have_their_native_names(shipped_store: Any, country: str, script: str) -> None:
    officials = [o for o in shipped_store.listing("official") if o["country"] == country]
    named = [o for o in officials if o["names"].get(script) and o["native_name"]]
    assert len(named) / len(officials) >= NATIVE_NAMES, [o["id"] for o in officials if o not in named]


@pytest.mark.parametrize("kind", KINDS)
def test_no_record_is_without_a_source_with_an_address_or_a_document(shipped_store: Any, kind: str) -> None:
    for record in shipped_store.listing(kind):
        assert record["sources"], record["id"]
        for source in record["sources"]:
            assert source["url"].startswith(("http://", "https://")) or source.get("document"), record["id"]
            assert source["publisher"], record["id"]


def test_a_document_that_a_source_names_is_in_the_record(shipped_store: Any) -> None:
    known = {d["id"] for d in shipped_store.listing("document")}
    named = {s["document"] for kind in KINDS for r in shipped_store.listing(kind) for s in r["sources"] if s.get("document")}
    assert named
    assert named <= known


@pytest.mark.parametrize("kind", ["event", "document", "instrument", "point"])
def test_no_date_is_more_precise_than_a_day(shipped_store: Any, kind: str) -> None:
    for record in shipped_store.listing(kind):
        for date in (record.get("date"), record.get("end_date")):
            assert date is None or (PARTIAL.fullmatch(date) and is_partial(date)), record["id"]
        if kind == "event":
            assert record["date"] or record["window"], record["id"]


def test_no_event_ends_before_it_begins_or_after_the_day_of_the_record(shipped_store: Any) -> None:
    as_of = shipped_store.meta()["as_of"]
    for event in shipped_store.listing("event"):
        assert not event["end_date"] or event["date"] < event["end_date"], event["id"]
        if event["status"] == "held":
            assert (event["end_date"] or event["date"] or "") <= as_of, event["id"]


@pytest.mark.parametrize("document", FOUNDING)
def test_every_point_of_a_founding_document_has_its_paragraph(shipped_store: Any, document: str) -> None:
    record = shipped_store.find("document", document)
    points = shipped_store.points_of(document)
    assert record["coverage"] == "full"
    assert len(points) >= 20
    assert [p["id"] for p in points if not p["paragraph"]] == []
    paragraphs = [p["paragraph"] for p in points]
    assert paragraphs == sorted(paragraphs)


def test_every_id_is_readable_and_unique(shipped_store: Any) -> None:
    for kind in KINDS[:-1]:
        ids = [r["id"] for r in shipped_store.listing(kind)]
        assert len(set(ids)) == len(ids)
        assert [id for id in ids if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", id)] == []


def test_every_link_between_records_leads_somewhere(shipped_store: Any) -> None:
    known = {kind: {r["id"] for r in shipped_store.listing(kind)} for kind in KINDS}
    for event in shipped_store.listing("event"):
        assert set(event["topics"]) <= known["topic"], event["id"]
        assert set(event["documents"]) <= known["document"], event["id"]
        assert event["series"] is None or event["series"] in known["series"], event["id"]
        assert {p["id"] for p in event["participants"] if p["id"]} <= known["official"], event["id"]
    for point in shipped_store.listing("point"):
        assert (point["document"] in known["document"]) != (point["event"] in known["event"]), point["id"]
        assert set(point["topics"]) <= known["topic"], point["id"]
        assert point["actors"], point["id"]


def test_every_topic_and_series_is_used(shipped_store: Any) -> None:
    assert [t["id"] for t in shipped_store.listing("topic") if not t["points"]] == []
    assert [s["id"] for s in shipped_store.listing("series") if not s["events"]] == []


def test_renamed_ids_lead_to_records(shipped_store: Any) -> None:
    for old, new in shipped_store.rows("SELECT * FROM renamed"):
        assert any(shipped_store.find(kind, new) for kind in KINDS), old


def test_the_record_is_published_as_json_that_says_nothing_of_a_machine(shipped_store: Any) -> None:
    for kind in KINDS:
        for record in shipped_store.listing(kind):
            text = re.sub(r"https?://\S+", "", json.dumps(record))
            assert not re.search(r"/(home|root|work|Users)/\w", text), record["id"]


def test_no_text_of_the_record_holds_a_control_character(shipped_store: Any) -> None:
    for kind in KINDS:
        for record in shipped_store.listing(kind):
            for text in (record["title"], record["summary"], record.get("note") or ""):
                assert text == text.strip(), record["id"]
                assert not [c for c in text if not c.isprintable() and c not in "\u3000\u00a0"], record["id"]
