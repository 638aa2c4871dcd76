"""Every rule of the check: a small edit of the toy records yields that problem, at that place, and no other."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from conftest import TOY
from trilatcli.curate.checks import CHECKS, check
from trilatcli.curate.load import load
from trilatcli.errors import Problem

EVENT = "events/2019/2019-03-04-vice-ministers-harbor-city.yaml"
CALL = "events/2019/2019-09-vice-ministers-call.yaml"
LETTERS = "events/2020/2020-vice-ministers-letters.yaml"
DRILL = "events/2020/2020-02-28-sea-watch.yaml"
QUIET = "events/undated/leaders-quiet-talk.yaml"
SUMMIT = "events/2021/2021-06-12-leaders-summit.yaml"
VIDEO = "events/2021/2021-11-20-foreign-ministers-video.yaml"
EXPERTS = "events/2022/2022-05-05-cable-experts.yaml"
STATEMENT = "documents/2019/2019-03-05-joint-statement.yaml"
FACTS = "documents/2021/2021-06-12-fact-sheet.yaml"
READOUT = "documents/2021/2021-11-20-readout.yaml"
MEMORANDUM = "documents/2022/2022-memorandum.yaml"
JANE = "officials/jane-o-connor.yaml"
HARUTO = "officials/haruto-sakurai.yaml"
RYU = "officials/ryu-pil-sang.yaml"
CABLES = "topics/undersea-cables.yaml"
FISHERIES = "topics/fisheries.yaml"
LANTERN = "series/lantern-dialogue.yaml"
RESOLUTION = "instruments/resolution-9100.yaml"
ACCORD = "instruments/harbor-accord.yaml"
FORUM = "organizations/tide-forum.yaml"

# (file, what stands there, what is put in its place, the line at fault, the message, the rule)
Edit = tuple[str, str, str, int, str, str]
EDITS: dict[str, Edit] = {
    "rename to nothing": (
        "renamed.yaml",
        "cable-safety: undersea-cables",
        "cable-safety: sea-cables",
        2,
        "'cable-safety' is renamed to 'sea-cables', which does not exist",
        "reference",
    ),
    "rename of what exists": (
        "renamed.yaml",
        "cable-safety:",
        "fisheries:",
        2,
        "'fisheries' is renamed but still exists",
        "id",
    ),
    "topic of an event": (
        EVENT,
        "topics: [undersea-cables]\npoints",
        "topics: [undersea-cables, nets]\npoints",
        17,
        "unknown topic 'nets'",
        "reference",
    ),
    "topic of a point": (EVENT, "topics: [technology]", "topics: [tech]", 22, "unknown topic 'tech'", "reference"),
    "mention": (EVENT, "mentions: [resolution-9100]", "mentions: [resolution-1]", 25, "unknown record 'resolution-1'", "reference"),
    "event of a point": (
        STATEMENT,
        "events: [2019-09-vice-ministers-call]",
        "events: [2019-10-call]",
        45,
        "unknown event '2019-10-call'",
        "reference",
    ),
    "actor": (EVENT, "actors: [JP]", "actors: [XX]", 31, "unknown country 'XX'", "reference"),
    "document of a source": (
        ACCORD,
        "{document: 2022-memorandum}",
        "{document: 2023-memorandum}",
        6,
        "unknown document '2023-memorandum'",
        "reference",
    ),
    "series": (VIDEO, "place:", "series: nowhere\nplace:", 5, "unknown series 'nowhere'", "reference"),
    "participant": (SUMMIT, "official: mereana-tawhiri,", "official: mereana,", 11, "unknown official 'mereana'", "reference"),
    "participant of no country": (
        EXPERTS,
        "{country: US, office: experts}",
        "{office: experts}",
        12,
        "a participant needs an official or a country",
        "reference",
    ),
    "event of a document": (
        READOUT,
        "events: [2021-11-20-foreign-ministers-video]",
        "events: [2021-11-20-video]",
        5,
        "unknown event '2021-11-20-video'",
        "reference",
    ),
    "parent": (CABLES, "parent: technology", "parent: tech", 2, "unknown topic 'tech'", "reference"),
    "related topic": (
        CABLES,
        "related: [cybersecurity, fisheries]",
        "related: [cybersecurity, fish]",
        6,
        "unknown topic 'fish'",
        "reference",
    ),
    "third level": (
        "topics/cybersecurity.yaml",
        "parent: technology",
        "parent: undersea-cables",
        2,
        "'undersea-cables' has a parent itself: the taxonomy has two levels",
        "taxonomy",
    ),
    "mention of an instrument": (RESOLUTION, "mentions: [tide-forum]", "mentions: [tides]", 10, "unknown record 'tides'", "reference"),
    "mention of an organization": (FORUM, "resolution-9100,", "resolution-1,", 7, "unknown record 'resolution-1'", "reference"),
    "country of an official": (
        "officials/aurelio.yaml",
        "country: KP",
        "country: ZZ",
        3,
        "unknown country 'ZZ': add it to countries.yaml",
        "reference",
    ),
    "source of nothing": (
        ACCORD,
        "{document: 2022-memorandum}",
        "{locator: page 1}",
        6,
        "a source is either a url or a document of the record",
        "source",
    ),
    "source of both": (
        ACCORD,
        "{document: 2022-memorandum}",
        '{document: 2022-memorandum, url: "https://cable-lab.example/x", title: x, checked: 2022}',
        6,
        "a source is either a url or a document of the record",
        "source",
    ),
    "escaped ampersand": (
        RYU,
        "?lang=ko&view",
        "?lang=ko&amp;view",
        13,
        "'https://oegyo.example/people/ryu?lang=ko&amp;view=full' holds &amp;, which a page writes for &",
        "url",
    ),
    "no URL": (
        JANE,
        'archived: "https://old.diplomacy.example/2020/people/o-connor"',
        'archived: "ftp://old.diplomacy.example/2020/people/o-connor"',
        13,
        "'ftp://old.diplomacy.example/2020/people/o-connor' is no URL: it needs http:// or https:// and a host",
        "url",
    ),
    "not checked": (LANTERN, ", checked: 2022-06-04", "", 5, "when was this page checked? `checked` is missing", "source"),
    "no title": (LANTERN, ", title: Lanterns", "", 5, "`title` of the page is missing", "source"),
    "unknown host": (
        LANTERN,
        "harbor-gazette.example",
        "harbor-herald.example",
        5,
        "no publisher in publishers.yaml covers 'harbor-herald.example'",
        "publisher",
    ),
    "overview from an unknown source": (
        LANTERN,
        "from: gazette",
        "from: herald",
        3,
        "'herald' is no key of `sources` in this file",
        "source",
    ),
    "point from an unknown source": (
        EVENT,
        "from: [page, gazette]",
        "from: [page, herald]",
        23,
        "'herald' is no key of `sources` in this file",
        "source",
    ),
    "office from an unknown source": (RYU, "from: oegyo}", "from: herald}", 11, "'herald' is no key of `sources` in this file", "source"),
    "claim from an unknown source": (
        SUMMIT,
        "value: Lantern Point, from: tide",
        "value: Lantern Point, from: herald",
        21,
        "'herald' is no key of `sources` in this file",
        "source",
    ),
    "point of an event without a source": (CALL, "    from: tide\n", "", 15, "a point of an event needs `from`", "source"),
    "office without a source": (RYU, ", from: oegyo}", "}", 11, "an office needs `from`", "source"),
    "overview without a source": (LANTERN, "from: gazette\n", "", 1, "the overview needs `from`", "source"),
    "dispute of one side": (SUMMIT, ", {value: Lantern Point, from: tide}", "", 21, "a dispute has two sides at least", "dispute"),
    "id and date": (SUMMIT, "date: 2021-06-12\n", "date: 2021-06-13\n", 2, "the id does not begin with the date 2021-06-13", "date"),
    "id and date of a document": (MEMORANDUM, "date: 2022\n", "date: 2021\n", 3, "the id does not begin with the date 2021", "date"),
    "end before beginning": (
        DRILL,
        "end_date: 2020-03-02",
        "end_date: 2020-02-28",
        3,
        "the end 2020-02-28 does not come after the beginning 2020-02-28",
        "date",
    ),
    "no window": (QUIET, "window: 2021-02..2021-06-11\n", "", 1, "an event without a date needs `window: EARLIEST..LATEST`", "date"),
    "half a window": (QUIET, "2021-02..2021-06-11", "2021-02", 2, "an event without a date needs `window: EARLIEST..LATEST`", "date"),
    "impossible window": (QUIET, "2021-02..", "2021-13..", 2, "an event without a date needs `window: EARLIEST..LATEST`", "date"),
    "window turned around": (QUIET, "2021-02..", "2022..", 2, "an event without a date needs `window: EARLIEST..LATEST`", "date"),
    "window of a dated event": (VIDEO, "level:", "window: 2021..2022\nlevel:", 4, "a window is for events without a date", "date"),
    "end without beginning": (
        QUIET,
        "window:",
        "end_date: 2021-06-11\nwindow:",
        2,
        "the end 2021-06-11 does not come after the beginning (none)",
        "date",
    ),
    "round of an undated event": (
        QUIET,
        "level: leader",
        "level: leader\nseries: lantern-dialogue\nround: 1",
        6,
        "an event without a date cannot be a numbered round",
        "round",
    ),
    "office that ends before it begins": (
        "officials/aurelio.yaml",
        "sources:",
        "offices: [{title: Poet, since: 2018, until: 2017-12, from: almanac}]\nsources:",
        5,
        "the office ends (2017-12) before it begins (2018)",
        "date",
    ),
    "office at another time": (
        VIDEO,
        "office: Secretary of State}",
        "office: Deputy Secretary of State}",
        8,
        "jane-o-connor was not Deputy Secretary of State on 2021-11-20: held it at another time",
        "tenure",
    ),
    "office never held": (
        SUMMIT,
        "{official: shinji-otsuka, office: Prime Minister}",
        "{official: shinji-otsuka, office: Emperor}",
        9,
        "shinji-otsuka was not Emperor on 2021-06-12: has these offices: Prime Minister",
        "tenure",
    ),
    "office of one who has none": (
        SUMMIT,
        "{official: mereana-tawhiri, office: Foreign Minister, role: observer}",
        "{official: aurelio, office: Poet, role: observer}",
        11,
        "aurelio was not Poet on 2021-06-12: has these offices: none",
        "tenure",
    ),
    "no office where none fits": (
        SUMMIT,
        "{official: mereana-tawhiri, office: Foreign Minister, role: observer}",
        "{official: aurelio, role: observer}",
        11,
        "name the office of aurelio: 0 fit 2021-06-12",
        "tenure",
    ),
    "no office where two fit": (
        LETTERS,
        "{official: haruto-sakurai, office: Vice Minister for Foreign Affairs}",
        "{official: haruto-sakurai}",
        9,
        "name the office of haruto-sakurai: 2 fit 2020",
        "tenure",
    ),
    "delegation of a fourth": (SUMMIT, ", role: observer", "", 11, "NZ is no delegation of a trilateral event", "delegation"),
    "twice at one table": (
        SUMMIT,
        "{official: mereana-tawhiri, office: Foreign Minister, role: observer}",
        "{official: kim-do-an, office: President}",
        11,
        "kim-do-an takes part twice",
        "twice",
    ),
    "key of a document's point": (
        STATEMENT,
        "  4.1:",
        "  four:",
        37,
        "'four' is no key of a document's point: write paragraph.number",
        "point",
    ),
    "key of an event's point": (CALL, "  1:\n", "  1.1:\n", 15, "'1.1' is no key of an event's point: write a number", "point"),
    "a fact without its full stop": (
        EVENT,
        "within the year.",
        "within the year",
        20,
        "a fact is a sentence: it ends with a full stop",
        "style",
    ),
    "a point without a topic": (EVENT, "    topics: [technology]\n", "", 20, "a point needs a topic", "topic"),
    "coverage of no points": (
        READOUT,
        "date: 2021-11-20\n",
        "date: 2021-11-20\ncoverage: full\n",
        4,
        "coverage is 'full' but there are 0 points",
        "coverage",
    ),
    "points of no coverage": (FACTS, "coverage: part", "coverage: none", 9, "coverage is 'none' but there are 2 points", "coverage"),
    "alias of two topics": (
        FISHERIES,
        "en: [fishing]",
        "en: [fishing, infosec]",
        2,
        "the alias 'infosec' already stands for cybersecurity",
        "alias",
    ),
    "alias of an instrument and an organization": (
        FORUM,
        "Forum of the Tides",
        "harbor accord",
        3,
        "the alias 'harbor accord' already stands for harbor-accord",
        "alias",
    ),
    "one person twice by name": (
        "officials/kim-ra-on.yaml",
        "name: Kim Ra-on",
        "name: Kim Do-an",
        1,
        "Kim Do-an may be kim-do-an: same name; if not, say so in `note`",
        "person",
    ),
    "one person twice by native name": (
        "officials/kim-ra-on.yaml",
        "김라온",
        "김도안",
        1,
        "Kim Ra-on may be kim-do-an: same name; if not, say so in `note`",
        "person",
    ),
    "pronoun": (
        "documents/2019/2019-03-05-joint-statement.yaml",
        "text: The three will share a map",
        "text: They will share a map",
        22,
        "a fact is read alone: begin with a name or a noun, not a pronoun",
        "style",
    ),
    "hangul": (RYU, "ko: 류필상", "ko: Ryu", 7, "'Ryu' is not written in hangul", "script"),
    "kana": (HARUTO, "kana: さくらい はると", "kana: 桜井 はると", 7, "'桜井 はると' is not written in kana", "script"),
    "hanja": (RYU, "hanja: 柳弼相", "hanja: 류필상", 8, "'류필상' is not written in Chinese characters", "script"),
    "reading of another name": (
        HARUTO,
        "kana: さくらい はると",
        "kana: さくらい けんた",
        7,
        "the reading 'さくらい けんた' does not fit 'Haruto Sakurai'",
        "script",
    ),
    "hanja of another length": (RYU, "hanja: 柳弼相", "hanja: 柳弼", 8, "'류필상' and its hanja differ in length", "script"),
    "Latin letters": (RYU, "en: [Yoo Phil Sang]", "en: [유필상]", 9, "'유필상' is not written in Latin letters", "script"),
    "kanji or kana": (RYU, "ja: リュ・ピルサン", "ja: Ryu", 6, "'Ryu' is not written in kanji or kana", "script"),
    "hangul under ja": (RYU, "ja: リュ・ピルサン", "ja: 류필상", 6, "'류필상' is not written in kanji or kana", "script"),
    "family name": (
        "officials/shinji-otsuka.yaml",
        "family: Otsuka",
        "family: Osaka",
        2,
        "the family name 'Osaka' neither begins nor ends 'Shinji Otsuka'",
        "name",
    ),
    "round without a series": (VIDEO, "place:", "round: 4\nplace:", 5, "a round needs a series", "round"),
    "rounds that fall": (CALL, "round: 2", "round: 1", 6, "round 1 comes after round 1 (2019-03-04-vice-ministers-harbor-city)", "round"),
}


@pytest.fixture
def records(tmp_path: Path) -> Path:
    return Path(shutil.copytree(TOY, tmp_path / "records"))


def change(records: Path, file: str, old: str, new: str) -> None:
    path = records / file
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{old!r} does not stand in {file}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_toy_records_keep_every_rule() -> None:
    assert check(load(TOY)) == []


def test_every_rule_says_what_it_asks_for() -> None:
    assert all(rule.__doc__ and rule.__doc__.strip().endswith(".") for rule in CHECKS)


@pytest.mark.parametrize("name", EDITS)
def test_one_edit_yields_that_problem_and_no_other(records: Path, name: str) -> None:
    file, old, new, line, message, rule = EDITS[name]
    change(records, file, old, new)
    assert check(load(records)) == [Problem(file, line, message, rule)]


def test_a_record_without_sources_is_a_problem(records: Path) -> None:
    change(records, READOUT, 'sources:\n  tide: {url: "https://tidewire.example/2021/11/fm", title: 外相会談, checked: 2022-06-07}\n', "")
    assert check(load(records)) == [Problem(READOUT, 1, "no source", "source")]


def test_an_id_belongs_to_one_record_of_one_kind(records: Path) -> None:
    shutil.copy(records / LANTERN, records / "series" / "fisheries.yaml")
    change(records, "series/fisheries.yaml", "Lantern Dialogue", "Fish Dialogue")
    assert check(load(records)) == [
        Problem("series/fisheries.yaml", 1, "the id 'fisheries' already belongs to a record of kind topic", "id")
    ]


def test_one_alias_of_two_series_is_a_problem_of_the_later_one(records: Path) -> None:
    change(records, "series/sea-watch.yaml", "Sea Watch drills", "Lantern  dialogue")
    expected = Problem("series/sea-watch.yaml", 3, "the alias 'lantern dialogue' already stands for lantern-dialogue", "alias")
    assert check(load(records)) == [expected]


def test_the_same_alias_may_name_a_topic_and_a_series(records: Path) -> None:
    change(records, LANTERN, "overview:", "aliases: {en: [fishing]}\noverview:")
    assert check(load(records)) == []


def test_namesakes_that_say_so_are_two_people(records: Path) -> None:
    change(records, "officials/kim-ra-on.yaml", "김라온", "김도안")
    change(records, "officials/kim-ra-on.yaml", "sources:", "note: A namesake of the president.\nsources:")
    assert check(load(records)) == []


def test_an_event_stands_once(records: Path) -> None:
    twin = "events/2021/2021-11-20-ministers-again.yaml"
    shutil.copy(records / VIDEO, records / twin)
    message = "same day, place, level and series as 2021-11-20-foreign-ministers-video"
    assert check(load(records)) == [Problem(twin, 2, message, "twice")]
    change(records, twin, "mode: virtual", "mode: phone")
    assert check(load(records)) == []


def test_a_topic_that_nothing_carries_is_unused(records: Path) -> None:
    (records / "topics" / "idle.yaml").write_text(
        "title: Idle\noverview: Nothing.\nfrom: a\nsources: {a: {document: 2022-memorandum}}\n", encoding="utf-8"
    )
    assert check(load(records)) == [Problem("topics/idle.yaml", 1, "no event, document or point carries this topic", "unused")]


def test_bounds_known_to_the_month_or_year_hold_all_of_it(records: Path) -> None:
    change(records, RYU, "until: 2022", "until: 2019-09")
    assert check(load(records)) == []
    change(records, RYU, "until: 2019-09", "until: 2019-08")
    assert [p.rule for p in check(load(records))] == ["tenure"]


def test_a_fact_may_end_in_a_quotation_or_a_question(records: Path) -> None:
    change(records, EVENT, "within the year.", 'within "the year."')
    assert check(load(records)) == []


def test_all_faults_come_at_once_and_sorted(records: Path) -> None:
    apart = [
        "actor",
        "participant",
        "third level",
        "no title",
        "end before beginning",
        "hanja",
        "key of a document's point",
        "rounds that fall",
    ]
    for name in apart:
        file, old, new, *_ = EDITS[name]
        change(records, file, old, new)
    (records / "topics" / "broken.yaml").write_text("title: 'a", encoding="utf-8")
    found = check(load(records))
    expected = {Problem(EDITS[n][0], *EDITS[n][3:]) for n in apart}
    assert expected <= set(found)
    assert {p.path for p in set(found) - expected} == {"topics/broken.yaml"}
    assert found == sorted(set(found))


def test_every_rule_still_speaks_when_another_file_is_unreadable(records: Path) -> None:
    (records / "officials" / "kim-do-an.yaml").write_text("- no mapping\n", encoding="utf-8")
    found = check(load(records))
    assert Problem(SUMMIT, 10, "unknown official 'kim-do-an'", "reference") in found
    assert Problem(QUIET, 10, "unknown official 'kim-do-an'", "reference") in found
    assert Problem("officials/kim-do-an.yaml", 1, "expected keys and values here", "shape") in found
