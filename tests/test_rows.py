"""Published records as rows of the tables."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from conftest import TOY
from trilatcli.curate.load import load
from trilatcli.curate.publish import Entry
from trilatcli.curate.rows import FIELDS, Spoken, build_rows, tag_token
from trilatcli.store.database import schema_text

Tables = dict[str, list[dict[str, Any]]]


@pytest.fixture(scope="module")
def tables() -> Tables:
    return build_rows(load(TOY).records)


def test_there_are_rows_for_every_table_of_the_schema(tables: Tables) -> None:
    in_schema = re.findall(r"CREATE TABLE (\w+)", schema_text())
    assert sorted(tables) == sorted(in_schema)
    assert all(tables.values())


def test_the_same_records_give_the_same_rows(tables: Tables) -> None:
    assert build_rows(load(TOY).records) == tables


def test_numbers_follow_the_standing_order(tables: Tables) -> None:
    assert [r["n"] for r in tables["records"]] == list(range(1, len(tables["records"]) + 1))


def test_a_record_holds_what_is_printed(tables: Tables) -> None:
    for row in tables["records"]:
        record = json.loads(row["record"])
        assert [row[k] for k in ("kind", "id", "title")] == [record[k] for k in ("kind", "id", "title")]
        assert row["date"] == record.get("date")


def test_facts_about_the_data_are_texts_and_lists(tables: Tables) -> None:
    meta = {row["key"]: row["value"] for row in tables["meta"]}
    assert (meta["data_version"], meta["as_of"]) == ("2022.6.1", "2022-06-30")
    assert len(json.loads(meta["out_of_scope"])) == 2
    assert json.loads(meta["known_gaps"]) == ["Calls that nobody announced."]


def test_parents_come_before_children(tables: Tables) -> None:
    seen: set[str] = set()
    for row in tables["topics"]:
        assert row["parent"] is None or row["parent"] in seen
        seen.add(row["id"])


def test_truth_values_are_numbers(tables: Tables) -> None:
    assert {(d["id"], d["joint"]) for d in tables["documents"] if d["joint"]} == {("2019-03-05-joint-statement", 1)}
    assert {o["id"] for o in tables["officials"] if o["took_part"] == 0} == {"aurelio"}
    assert all(type(s["official"]) is int for s in tables["sources"])


def test_a_point_of_a_summary_stands_in_paragraph_zero_and_that_of_an_event_in_none(tables: Tables) -> None:
    paragraphs = {p["id"]: p["paragraph"] for p in tables["points"]}
    assert paragraphs["2021-06-12-fact-sheet:0.1"] == 0
    assert paragraphs["2021-06-12-fact-sheet:12.1"] == 12
    assert paragraphs["leaders-quiet-talk:7"] is None


def test_disputes_have_one_row_for_each_side(tables: Tables) -> None:
    sides = [(d["field"], d["value"], d["publishers"], d["note"]) for d in tables["disputes"] if d["field"] in ("date", "place.city")]
    assert ("date", "2021-06-13", "The Harbor Gazette, Tidewire", "Noon there is the next day elsewhere.") in sides
    assert ("place.city", "Lantern Point", "Tidewire", None) in sides


def test_names_stand_by_script(tables: Tables) -> None:
    names = {(n["name"], n["script"]) for n in tables["names"] if n["official"] == "haruto-sakurai"}
    assert names == {
        ("Haruto Sakurai", "en"),
        ("Sakurai Haruto", "en"),
        ("桜井春人", "ja"),
        ("櫻井春人", "ja"),
        ("さくらい はると", "kana"),
        ("사쿠라이 하루토", "ko"),
    }


def test_levels_and_countries_keep_their_order(tables: Tables) -> None:
    assert [t["id"] for t in tables["terms"] if t["kind"] == "country"][:3] == ["US", "JP", "KR"]
    assert [t["id"] for t in tables["terms"] if t["kind"] == "level"][:2] == ["leader", "foreign-minister"]


def test_renamed_ids_are_kept(tables: Tables) -> None:
    assert tables["renamed"] == [{"old": "cable-safety", "new": "undersea-cables"}]


def test_texts_hold_words_with_their_stems_between_bars(tables: Tables) -> None:
    numbers = {r["id"]: r["n"] for r in tables["records"]}
    row = tables["texts"][numbers["sea-rescue"] - 1]
    assert row["title"] == " search/search and/and rescue/rescu at/at sea/sea | "
    assert row["names"] == " sar/sar | "
    assert set(row["stems"]) == set(FIELDS)
    assert row["stems"]["title"] == "search and rescu at sea"


def test_tags_tie_a_record_to_its_terms_dates_and_neighbours(tables: Tables) -> None:
    numbers = {(r["kind"], r["id"]): r["n"] for r in tables["records"]}
    tags = tables["texts"][numbers["event", "2019-09-vice-ministers-call"] - 1]["tags"].split()
    assert {"xlevelviceminister", "xcountryus", "xd2019", "xd201909", f"xr{numbers['series', 'vice-ministerial']}"} <= set(tags)
    assert f"xr{numbers['official', 'jane-o-connor']}" in tags
    assert tags == sorted(tags)


def test_words_count_the_records_they_stand_in(tables: Tables) -> None:
    count = {w["word"]: w["records"] for w in tables["words"]}
    assert count["kamome"] == 2
    assert "|" not in count
    assert [w["word"] for w in tables["words"]] == sorted(count)


def test_a_subject_is_spoken_of_by_any_of_its_names() -> None:
    def entry(id: str, title: str, *names: str) -> Entry:
        return Entry({"kind": "topic", "id": id, "title": title, "aliases": {"en": list(names), "ja": [], "ko": []}})

    spoken = Spoken(
        [entry("sea-rescue", "Rescue at sea", "rescue", "flood", "ships at sea"), Entry({"kind": "event", "id": "e", "title": "Flood"})]
    )
    assert spoken.longest == 3
    assert spoken.spoken_of(["rescu"]) == {("topic", "sea-rescue")}
    assert spoken.spoken_of(["ship", "at", "sea"]) == {("topic", "sea-rescue")}
    assert spoken.spoken_of(["flood"]) == set()
    assert Spoken([]).spoken_of(["flood"]) == set()


def test_a_tag_of_a_record_is_its_number() -> None:
    numbers = {("topic", "cables"): 12}
    assert tag_token("topic:cables", numbers) == "xr12"
    assert tag_token("level:foreign-minister", numbers) == "xlevelforeignminister"
    assert tag_token("d:2016-09", numbers) == "xd201609"
