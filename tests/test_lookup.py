"""Claims on looking one thing up: any name in any spelling leads to it, equals are listed, strangers get nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from conftest import Done
from trilatcli import lookup
from trilatcli.errors import Ambiguous, NotFound, UsageFault

Cli = Callable[..., Done]


def found(store: Any, kind: str, text: str) -> list[str]:
    return [r["id"] for r in lookup.get(store, kind, text).records]


# ---- ids


def test_an_id_leads_to_its_record(toy_store: Any) -> None:
    for kind, id in (
        ("official", "jane-o-connor"),
        ("topic", "undersea-cables"),
        ("series", "vice-ministerial"),
        ("event", "2019-09-vice-ministers-call"),
        ("document", "2022-memorandum"),
        ("instrument", "resolution-9100"),
        ("organization", "tide-forum"),
    ):
        assert lookup.get(toy_store, kind, id) == ([toy_store.find(kind, id)], [])


@pytest.mark.parametrize("kind", ["official", "topic", "series", "instrument", "organization", "event", "document"])
def test_every_shipped_id_leads_to_its_record(shipped_store: Any, kind: str) -> None:
    assert [r["id"] for r in shipped_store.listing(kind) if found(shipped_store, kind, r["id"]) != [r["id"]]] == []


def test_spaces_around_an_id_do_not_matter(toy_store: Any) -> None:
    assert found(toy_store, "topic", "  undersea-cables \n") == ["undersea-cables"]


def test_a_renamed_id_keeps_resolving_and_says_so(toy_store: Any, cli: Cli, toy_db: Path) -> None:
    assert lookup.get(toy_store, "topic", "cable-safety").notes == ["cable-safety is now called undersea-cables"]
    done = cli("topic", "cable-safety", "--json", "--db", str(toy_db))
    assert (done.code, done.json["results"][0]["id"]) == (0, "undersea-cables")
    assert "cable-safety is now called undersea-cables" in done.err
    assert done.json["notes"] == ["cable-safety is now called undersea-cables"]


def test_a_renamed_id_of_another_kind_is_not_this_kind(toy_store: Any) -> None:
    assert lookup.by_id(toy_store, "official", "cable-safety") is None


# ---- people


@pytest.mark.parametrize(
    "name",
    [
        "Antony Blinken",
        "antony blinken",
        "ANTONY BLINKEN",
        "Blinken, Antony",
        "Blinken Antony",
        "blinken",
        "antony-blinken",
        "Antony J. Blinken",
        "Mr. Blinken",
        "Secretary Blinken",
        "Secretary of State Antony Blinken",
        "the Hon. Antony Blinken",
        "Tony Blinken",
        "블링컨",
        "ブリンケン",
    ],
)
def test_an_american_is_found_by_any_way_to_write_the_name(shipped_store: Any, name: str) -> None:
    assert found(shipped_store, "official", name) == ["antony-blinken"]


@pytest.mark.parametrize(
    "name",
    [
        "Fumio Kishida",
        "Kishida Fumio",
        "KISHIDA Fumio",
        "kishida, fumio",
        "Kishida",
        "岸田文雄",
        "岸田 文雄",
        "岸田",
        "きしだふみお",
        "キシダ フミオ",
        "기시다 후미오",
        "Prime Minister Kishida",
        "岸田文雄総理大臣",
    ],
)
def test_a_japanese_is_found_by_any_way_to_write_the_name(shipped_store: Any, name: str) -> None:
    assert found(shipped_store, "official", name) == ["fumio-kishida"]


@pytest.mark.parametrize(
    "name",
    [
        "Yun Byung-se",
        "Yun Byung Se",
        "Yun Byungse",
        "Byung-se Yun",
        "Byung Se Yun",
        "YUN Byung-se",
        "Yoon Byung-se",
        "Yoon Byung Se",
        "윤병세",
        "윤 병세",
        "尹炳世",
        "윤병세 장관",
    ],
)
def test_a_korean_is_found_by_any_order_hyphenation_and_romanization(shipped_store: Any, name: str) -> None:
    assert found(shipped_store, "official", name) == ["yun-byung-se"]


def test_every_name_of_every_official_leads_to_the_official(shipped_store: Any) -> None:
    wrong = []
    for record in shipped_store.listing("official"):
        for name in [record["name"], *(n for names in record["names"].values() for n in names)]:
            try:
                if found(shipped_store, "official", name) != [record["id"]]:
                    wrong.append((name, record["id"]))
            except Ambiguous as fault:
                if record["id"] not in [c["id"] for c in fault.candidates]:
                    wrong.append((name, record["id"]))
    assert wrong == []


def test_every_official_is_found_surname_first_and_given_name_first(shipped_store: Any) -> None:
    wrong = []
    for record in shipped_store.listing("official"):
        parts = record["name"].split()
        if len(parts) == 2:
            for name in (f"{parts[1]} {parts[0]}", f"{parts[1].upper()}, {parts[0]}", record["name"].replace("-", " ").lower()):
                if found(shipped_store, "official", name) != [record["id"]]:
                    wrong.append((name, record["id"]))
    assert wrong == []


def test_a_misspelt_name_is_understood_and_told(cli: Cli) -> None:
    done = cli("official", "Blinkin", "--json")
    assert (done.code, done.json["results"][0]["id"]) == (0, "antony-blinken")
    assert "looked up: Antony J. Blinken" in done.err


@pytest.mark.parametrize(
    ("kind", "typed", "id"),
    [
        ("official", "Youn Byoung Sae", "yun-byung-se"),
        ("official", "Kisida Humio", "fumio-kishida"),
        ("official", "Antony John Blinken", "antony-blinken"),
        ("official", "Kishida Fumo", "fumio-kishida"),
        ("official", "Jo Tae-yeol", "cho-tae-yul"),
        ("topic", "maritme security", "maritime-security"),
        ("series", "vice minsterial", "vice-ministerial"),
        ("instrument", "reslution 2270", "resolution-2270"),
        ("organization", "Associaton of Southeast Asian Nations", "asean"),
    ],
)
def test_a_slip_of_the_pen_or_another_romanization_leads_to_the_record(shipped_store: Any, kind: str, typed: str, id: str) -> None:
    assert found(shipped_store, kind, typed) == [id]


def test_candidates_are_written_as_json_lines_too(cli: Cli) -> None:
    done = cli("official", "Kim", "-f", "jsonl")
    assert done.code == 1
    assert len(done.out.splitlines()) > 5


def test_a_surname_of_several_lists_them_and_exits_1(cli: Cli) -> None:
    done = cli("official", "Kim", "--json")
    assert done.code == 1
    assert done.json["status"] == "ambiguous"
    assert done.json["total"] == len(done.json["results"]) > 5
    assert all("Kim" in r["name"] for r in done.json["results"])
    assert "'Kim' fits" in done.err
    assert done.json["results"][0]["id"] in done.err
    table = cli("official", "Kim")
    assert (table.code, table.out) == (1, "")
    assert "name one by its id" in table.err


@pytest.mark.parametrize("name", ["Kim", "김"])
def test_a_surname_of_several_is_ambiguous_in_any_script(toy_store: Any, name: str) -> None:
    with pytest.raises(Ambiguous) as caught:
        lookup.get(toy_store, "official", name)
    assert {c["id"] for c in caught.value.candidates} == {"kim-do-an", "kim-ra-on"}


@pytest.mark.parametrize(
    ("words", "id"),
    [
        ("Japanese foreign minister 2016", "fumio-kishida"),
        ("Japan's foreign minister in 2016", "fumio-kishida"),
        ("foreign minister of Japan September 2016", "fumio-kishida"),
        ("South Korean foreign minister 2016", "yun-byung-se"),
        ("ROK FM 2016-09-18", "yun-byung-se"),
        ("US secretary of state 2016", "john-kerry"),
        ("secretary of state 2022", "antony-blinken"),
        ("Prime Minister of Japan 2023-08-18", "fumio-kishida"),
    ],
)
def test_an_office_with_a_country_or_date_leads_to_who_held_it(shipped_store: Any, words: str, id: str) -> None:
    assert found(shipped_store, "official", words) == [id]


def test_an_office_with_a_country_alone_lists_all_who_held_it(shipped_store: Any) -> None:
    with pytest.raises(Ambiguous) as caught:
        lookup.get(shipped_store, "official", "Japanese foreign minister")
    assert {"fumio-kishida", "taro-kono"} <= {c["id"] for c in caught.value.candidates}
    assert {c["country"] for c in caught.value.candidates} == {"JP"}


def test_an_office_alone_names_nobody(shipped_store: Any) -> None:
    with pytest.raises(NotFound):
        lookup.get(shipped_store, "official", "foreign minister")


def test_a_vice_minister_is_not_taken_for_the_minister(toy_store: Any) -> None:
    assert found(toy_store, "official", "Japanese vice minister 2019-03-04") == ["haruto-sakurai"]
    assert found(toy_store, "official", "US deputy secretary of state 2019") == ["jane-o-connor"]


def test_where_the_minister_of_a_year_is_not_recorded_no_deputy_is_named_instead(toy_store: Any) -> None:
    with pytest.raises(NotFound):
        lookup.get(toy_store, "official", "Japanese foreign minister 2019")


@pytest.mark.parametrize(
    "stranger",
    [
        "Taylor Swift",
        "Christopher Robin",
        "Harry Potter",
        "Nelson Mandela",
        "Kim Kardashian",
        "木村拓哉",
        "손흥민",
        "Zbigniew Brzezinski",
        "Emmanuel Macron",
        "xyzzy",
        "!!!",
        "...",
        "😀",
        "123456",
        "Bill Gates",
    ],
)
def test_strangers_get_nothing(cli: Cli, stranger: str) -> None:
    done = cli("official", "--json", "--", stranger)
    assert done.code == 1
    assert (done.json["status"], done.json["results"]) == ("not_found", [])
    assert "no official matches" in done.err


def test_what_is_not_found_is_answered_with_the_nearest_or_where_to_look(cli: Cli) -> None:
    assert (
        "did you mean: " in cli("topic", "technologistic").err or "list them all with: trilat topic" in cli("topic", "technologistic").err
    )
    assert "list them all with: trilat official" in cli("official", "Taylor Swift").err


@pytest.mark.parametrize("kind", ["official", "topic", "series", "instrument", "organization"])
@pytest.mark.parametrize("name", ["zz", "qqq", "xyzzy", "zqzqzq"])
def test_what_resembles_nothing_is_answered_with_no_suggestion(cli: Cli, kind: str, name: str) -> None:
    done = cli(kind, name)
    assert done.code == 1
    assert "did you mean" not in done.err


# ---- things


@pytest.mark.parametrize(
    ("kind", "name", "id"),
    [
        ("topic", "cyber", "cybersecurity"),
        ("topic", "Cyber Security", "cybersecurity"),
        ("topic", "サイバーセキュリティ", "cybersecurity"),
        ("topic", "사이버안보", "cybersecurity"),
        ("topic", "cybersecurty", "cybersecurity"),
        ("topic", "women's empowerment", "womens-empowerment"),
        ("topic", "womens empowerment", "womens-empowerment"),
        ("topic", "women", "womens-empowerment"),
        ("series", "vice-ministerial", "vice-ministerial"),
        ("series", "Vice Ministerial Consultations", "vice-ministerial"),
        ("instrument", "2270", "resolution-2270"),
        ("instrument", "UNSCR 2270", "resolution-2270"),
        ("instrument", "S/RES/2270", "resolution-2270"),
        ("instrument", "決議第2270号", "resolution-2270"),
        ("organization", "asean", "asean"),
        ("organization", "A.S.E.A.N.", "asean"),
        ("document", "sixth vice ministerial fact sheet", "2017-01-05-fact-sheet"),
        ("event", "cyber consultation Washington 2016", "2016-12-19-cyber-consultation"),
    ],
)
def test_a_thing_is_found_by_its_names(shipped_store: Any, kind: str, name: str, id: str) -> None:
    assert found(shipped_store, kind, name) == [id]


@pytest.mark.parametrize("kind", ["topic", "series", "instrument", "organization"])
def test_every_title_and_other_name_leads_to_its_record(shipped_store: Any, kind: str) -> None:
    wrong = []
    for record in shipped_store.listing(kind):
        for name in [record["title"], *(n for names in record["aliases"].values() for n in names)]:
            if shipped_store.find(kind, name) not in (None, record):
                continue  # the id of another record goes before the name of this one
            try:
                if record["id"] not in found(shipped_store, kind, name):
                    wrong.append((name, record["id"]))
            except Ambiguous as fault:
                if record["id"] not in [c["id"] for c in fault.candidates]:
                    wrong.append((name, record["id"]))
    assert wrong == []


@pytest.mark.parametrize("number", ["2299", "2271", "9999", "S/RES/2272", "resolution 2000"])
def test_a_number_never_leads_to_another_number(shipped_store: Any, number: str) -> None:
    with pytest.raises(NotFound):
        lookup.get(shipped_store, "instrument", number)


# ---- days


def test_a_day_gives_every_event_of_it_and_a_longer_one_counts_on_all_its_days(toy_store: Any) -> None:
    for day in ("2020-02-28", "2020-02-29", "2020-03-01", "March 2, 2020", "2020年3月2日"):
        assert found(toy_store, "event", day) == ["2020-vice-ministers-letters", "2020-02-28-sea-watch"], day
    assert found(toy_store, "event", "2020-03-03") == ["2020-vice-ministers-letters"]
    assert found(toy_store, "event", "2019") == ["2019-03-04-vice-ministers-harbor-city", "2019-09-vice-ministers-call"]


def test_a_day_within_a_month_or_year_that_is_all_that_is_known_counts(toy_store: Any) -> None:
    assert found(toy_store, "event", "2019-09-11") == ["2019-09-vice-ministers-call"]


def test_a_day_without_an_event_is_not_found(toy_store: Any) -> None:
    with pytest.raises(NotFound, match="no event matches '2001-01-01'"):
        lookup.get(toy_store, "event", "2001-01-01")


def test_every_document_of_a_day_is_given(shipped_store: Any) -> None:
    assert set(found(shipped_store, "document", "2017-01-05")) == {
        d["id"] for d in shipped_store.listing("document") if d["date"] == "2017-01-05"
    }


# ---- nothing


@pytest.mark.parametrize("kind", ["official", "topic", "event", "document", "series", "instrument", "organization"])
def test_an_empty_name_is_a_mistake_and_signs_alone_name_nothing(toy_store: Any, kind: str) -> None:
    with pytest.raises(UsageFault, match="the name is empty"):
        lookup.get(toy_store, kind, "   ")
    with pytest.raises(NotFound):
        lookup.get(toy_store, kind, "?!")
