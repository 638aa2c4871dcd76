"""Claims on filters: every one narrows as it says, values are forgiven, unknown ones named with what is near."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from conftest import Done
from trilatcli.filters import kind, resolve
from trilatcli.query import Asked
from trilatcli.store.queries import KINDS, Filters

Cli = Callable[..., Done]
Record = dict[str, Any]


@pytest.fixture
def toy(cli: Cli, toy_db: Path) -> Callable[..., list[Record]]:
    def run(*arguments: str) -> list[Record]:
        done = cli(*arguments, "--json", "--db", str(toy_db))
        assert done.code == 0, done.err
        return done.json["results"]  # type: ignore[no-any-return]

    return run


Toy = Callable[..., list[Record]]


def ids(records: list[Record]) -> list[str]:
    return [r["id"] for r in records]


HARBOR, CALL, LETTERS, WATCH = (
    "2019-03-04-vice-ministers-harbor-city",
    "2019-09-vice-ministers-call",
    "2020-vice-ministers-letters",
    "2020-02-28-sea-watch",
)
QUIET, SUMMIT, VIDEO, EXPERTS, CANCELLED = (
    "leaders-quiet-talk",
    "2021-06-12-leaders-summit",
    "2021-11-20-foreign-ministers-video",
    "2022-05-05-cable-experts",
    "2022-06-01-working-cancelled",
)


# ---- each filter


@pytest.mark.parametrize(
    ("options", "wanted"),
    [
        (["--topic", "sea-rescue"], [WATCH, SUMMIT]),
        (["--topic", "SAR"], [WATCH, SUMMIT]),
        (["--official", "jane-o-connor"], [HARBOR, CALL, VIDEO]),
        (["--official", "O’Connor"], [HARBOR, CALL, VIDEO]),
        (["--official", "柳弼相"], [HARBOR, CALL]),
        (["--level", "vice-minister"], [HARBOR, CALL, LETTERS]),
        (["--level", "deputies"], [HARBOR, CALL, LETTERS]),
        (["--level", "首脳"], [SUMMIT]),
        (["--level", "훈련"], [WATCH]),
        (["--series", "vice-ministerial"], [HARBOR, CALL, LETTERS, EXPERTS]),
        (["--series", "次官級協議"], [HARBOR, CALL, LETTERS, EXPERTS]),
        (["--series", "Sea Watch drills"], [WATCH]),
        (["--country", "NZ"], [SUMMIT]),
        (["--country", "New Zealand"], [SUMMIT]),
        (["--country", "米国"], [HARBOR]),
        (["--country", "U.S."], [HARBOR]),
        (["--country", "일본"], [EXPERTS, CANCELLED]),
        (["--place", "Harbor City"], [HARBOR]),
        (["--place", "harbor"], [HARBOR]),
        (["--place", "Harbour City"], [HARBOR]),
        (["--place", "Coral Strait"], [WATCH]),
        (["--place", "virtual"], [VIDEO]),
        (["--place", "phone"], [CALL]),
        (["--place", "Lantern Bay"], [SUMMIT]),
        (["--kind", "event", "--topic", "sea-rescue"], [WATCH, SUMMIT]),
        (["--kind", "document"], []),
        (["--since", "2022-05-06"], [CANCELLED]),
        (["--since", "May 5 2022"], [EXPERTS, CANCELLED]),
        (["--until", "2019-03-04"], [HARBOR]),
        (["--until", "2019"], [HARBOR, CALL]),
        (["--until", "2019-03-03"], []),
    ],
)
def test_a_filter_keeps_what_it_says(toy: Toy, options: list[str], wanted: list[str]) -> None:
    assert ids(toy("timeline", *options)) == wanted


def test_a_topic_includes_the_topics_below_it(toy: Toy) -> None:
    below = {*ids(toy("timeline", "--topic", "cybersecurity")), *ids(toy("timeline", "--topic", "undersea-cables"))}
    assert below
    assert below <= set(ids(toy("timeline", "--topic", "technology")))


def test_an_official_means_who_took_part_or_is_named(toy: Toy) -> None:
    assert "2019-03-05-joint-statement:3.1" in ids(toy("search", "intrusions", "--official", "aurelio"))


def test_a_country_means_where_an_event_was_whose_official_and_whose_point(toy: Toy) -> None:
    assert ids(toy("official", "--country", "Japan")) == ["haruto-sakurai", "shinji-otsuka"]
    points = toy("search", "ship", "--kind", "point", "--country", "JP", "--limit", "0")
    assert points
    assert all("JP" in p["actors"] for p in points)


@pytest.mark.parametrize("name", KINDS)
def test_search_keeps_to_one_kind(toy: Toy, name: str) -> None:
    assert {r["kind"] for r in toy("search", "cables OR resolution forum sakurai vice", "--kind", name, "--limit", "0")} <= {name}


# ---- combinations


def test_values_of_one_filter_are_alternatives(toy: Toy) -> None:
    assert ids(toy("timeline", "--level", "leader", "--level", "exercise")) == [WATCH, SUMMIT]
    assert ids(toy("timeline", "--official", "jane-o-connor", "--official", "robert-quill")) == [HARBOR, CALL, SUMMIT, VIDEO]
    assert ids(toy("timeline", "--country", "US", "--country", "NZ")) == [HARBOR, SUMMIT]
    assert ids(toy("timeline", "--place", "phone", "--place", "virtual")) == [CALL, VIDEO]


def test_different_filters_add_up(toy: Toy) -> None:
    assert ids(toy("timeline", "--official", "jane-o-connor", "--level", "vice-minister")) == [HARBOR, CALL]
    assert ids(toy("timeline", "--official", "jane-o-connor", "--level", "vice-minister", "--place", "phone")) == [CALL]
    assert ids(toy("timeline", "2019", "--series", "vice-ministerial", "--since", "2019-04")) == [CALL]
    assert ids(toy("timeline", "--level", "leader", "--place", "phone", "--country", "US")) == []


def test_a_filter_given_twice_is_the_filter_given_once(toy: Toy) -> None:
    assert ids(toy("timeline", "--level", "leader", "--level", "summit")) == ids(toy("timeline", "--level", "leader"))


@pytest.mark.parametrize(
    "command", ["search", "timeline", "official", "topic", "event", "document", "series", "instrument", "organization"]
)
def test_every_command_takes_every_filter(cli: Cli, command: str) -> None:
    words = ["cybersecurity"] if command == "search" else []
    options = "--topic cyber --official Kerry --country US --level leader --series vice-ministerial --kind event --place Washington".split()
    done = cli(command, *words, *options, "--since", "2010", "--until", "2020", "--limit", "2", "--json")
    assert done.code == 0, done.err
    query = done.json["query"]
    assert {"topic", "official", "country", "level", "series", "kind", "place", "since", "until", "limit"} <= set(query)


def test_filters_narrow_what_a_card_lists(toy: Toy) -> None:
    (series,) = toy("series", "vice-ministerial", "--since", "2019-09", "--until", "2019-12")
    assert ids(series["meetings"]) == [CALL]
    (official,) = toy("official", "O'Connor", "--level", "vice-minister")
    assert ids(official["attended"]) == [HARBOR, CALL]
    (topic,) = toy("topic", "undersea cables", "--until", "2019-03")
    assert topic["facts"]
    assert all(p["date"] <= "2019-03-31" for p in topic["facts"])


def test_filters_narrow_where_an_instrument_is_referred_to(toy: Toy) -> None:
    (instrument,) = toy("instrument", "9100", "--since", "2019-03-05")
    assert all(p["date"] >= "2019-03-05" for p in instrument["referred"])


def test_a_period_narrows_organizations_to_those_spoken_of_or_leaves_them(toy: Toy) -> None:
    assert ids(toy("organization", "--since", "2019", "--until", "2019")) == ["tide-forum"]


# ---- dates


@pytest.mark.parametrize(
    ("since", "until", "wanted"),
    [
        ("2020-02-28", "2020-02-28", [LETTERS, WATCH]),
        ("2020-03-02", "2020-03-02", [LETTERS, WATCH]),
        ("2020-03-03", "2020-03-03", [LETTERS]),
        ("2020-02-27", "2020-02-27", [LETTERS]),
        ("2020", "2020", [LETTERS, WATCH]),
        ("2020-01", "2020-01", [LETTERS]),
        ("2019-09-30", "2019-09-30", [CALL]),
        ("2019-10", "2019-12", []),
        ("2019-03-05", "2019-03-05", [HARBOR]),
        ("2019-03-06", "2019-08-31", []),
    ],
)
def test_bounds_are_included_and_any_day_of_a_longer_event_counts(toy: Toy, since: str, until: str, wanted: list[str]) -> None:
    assert ids(toy("timeline", "--since", since, "--until", until)) == wanted
    assert ids(toy("timeline", f"{since}..{until}")) == wanted


@pytest.mark.parametrize(
    "arguments",
    [
        ["timeline", "--since", "2017", "--until", "2015"],
        ["timeline", "2017..2015"],
        ["timeline", "2017", "--until", "2015"],
        ["search", "cyber", "--since", "2016-09-19", "--until", "2016-09-18"],
    ],
)
def test_a_reversed_range_is_a_mistake_and_says_so(cli: Cli, arguments: list[str]) -> None:
    done = cli(*arguments)
    assert (done.code, done.out) == (2, "")
    assert "trilat: " in done.err


def test_an_undated_event_is_told_of_and_shown_when_asked(cli: Cli, toy_db: Path) -> None:
    plain = cli("timeline", "--level", "leader", "--json", "--db", str(toy_db))
    assert ids(plain.json["results"]) == [SUMMIT]
    assert "--undated" in plain.err
    shown = cli("timeline", "--level", "leader", "--undated", "--json", "--db", str(toy_db))
    assert ids(shown.json["results"]) == [QUIET, SUMMIT]


def test_officials_topics_and_series_of_a_period_are_those_of_its_events(toy: Toy) -> None:
    assert ids(toy("official", "--since", "2021-11")) == ["haruto-sakurai", "jane-o-connor", "kim-ra-on"]
    assert ids(toy("series", "--until", "2019")) == ["vice-ministerial"]
    assert "sea-rescue" in ids(toy("topic", "--since", "2020-02-28", "--until", "2020-03-02"))
    assert "cybersecurity" not in ids(toy("topic", "--since", "2020-02-28", "--until", "2020-03-02"))


# ---- values that are forgiven, corrected, or unknown


@pytest.mark.parametrize(
    ("name", "id"),
    [(n, "US") for n in ("us", "US", "U.S.", "USA", "America", "united states", "米国", "미국")]
    + [(n, "JP") for n in ("jp", "Japan", "Japanese", "日本", "일본")]
    + [(n, "KR") for n in ("kr", "ROK", "R.O.K.", "Korea", "South Korea", "south korean", "Republic of Korea", "韓国", "한국", "대한민국")],
)
def test_a_country_is_known_by_every_usual_name(shipped_store: Any, name: str, id: str) -> None:
    assert resolve(shipped_store, Asked(country=(name,)))[0] == Filters((("country", (id,)),))


@pytest.mark.parametrize("name", ["leader", "leaders", "Summit", "首脳会談", "정상회의", "leadrs"])
def test_a_level_is_known_by_every_usual_name(shipped_store: Any, name: str) -> None:
    assert resolve(shipped_store, Asked(level=(name,)))[0] == Filters((("level", ("leader",)),))


def test_every_level_and_country_is_known_by_its_id_and_title(shipped_store: Any) -> None:
    for facet in ("level", "country"):
        for id, title in shipped_store.terms(facet):
            for name in (id, title, id.upper()):
                assert resolve(shipped_store, Asked(**{facet: (name,)}))[0] == Filters(((facet, (id,)),)), name


@pytest.mark.parametrize("name", ["Washington", "washington, dc", "Washington, D.C.", "WASHINGTON", "Washingon"])
def test_a_place_is_known_by_every_usual_name(shipped_store: Any, name: str) -> None:
    assert resolve(shipped_store, Asked(place=(name,)))[0].facets[0][1] == ("washington",)


@pytest.mark.parametrize("name", KINDS)
def test_a_kind_is_known_in_singular_and_plural(name: str) -> None:
    assert kind(name) == kind(name.upper()) == name
    assert kind(name if name == "series" else f"{name}s") == name


def test_a_misspelt_filter_is_corrected_and_told(cli: Cli) -> None:
    done = cli("timeline", "--topic", "cybersecurty", "--json")
    assert done.code == 0
    assert done.json["results"]
    assert "--topic looked up: " in done.err


@pytest.mark.parametrize(
    ("option", "value", "known"),
    [
        ("--level", "zzz", "known: leader, foreign-minister"),
        ("--country", "Atlantis", "known: US, JP, KR"),
        ("--place", "zzzzz", "known: "),
        ("--topic", "qqqq", "trilat topic"),
        ("--official", "Taylor Swift", "trilat official"),
        ("--series", "qqqq", "trilat series"),
    ],
)
def test_an_unknown_value_is_named_with_what_is_known(cli: Cli, option: str, value: str, known: str) -> None:
    done = cli("timeline", option, value, "--json")
    assert done.code == 1
    assert (done.json["status"], done.json["results"]) == ("not_found", [])
    assert f"no {option[2:]} matches '{value}'" in done.err
    assert known in done.err
    assert known in " ".join(done.json["notes"])


def test_a_near_miss_is_suggested(cli: Cli) -> None:
    done = cli("search", "missile", "--topic", "denuclearizatorium")
    assert done.code == 1
    assert "did you mean: Denuclearization (denuclearization)?" in done.err


def test_an_ambiguous_value_lists_the_candidates(cli: Cli) -> None:
    done = cli("timeline", "--official", "Kim", "--json")
    assert (done.code, done.json["status"]) == (1, "ambiguous")
    assert "kim-dae-jung" in done.err


def test_an_unknown_kind_is_a_mistake_that_lists_the_kinds(cli: Cli) -> None:
    done = cli("search", "cyber", "--kind", "zzz")
    assert done.code == 2
    assert "known: official, topic" in done.err


@pytest.mark.parametrize("option", ["--topic", "--official", "--country", "--level", "--series", "--kind", "--place", "--since", "--until"])
def test_an_empty_value_is_refused(cli: Cli, option: str) -> None:
    done = cli("timeline", option, "")
    assert done.code in (1, 2)
    assert done.out == ""
    assert done.err.startswith("trilat: ")
