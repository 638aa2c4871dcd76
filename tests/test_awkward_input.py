"""Claims that do not hold yet: each moves into its room's test file once the fault is mended."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path

import pytest

from conftest import TOY
from trilatcli.curate.checks import check
from trilatcli.curate.load import load
from trilatcli.dates import find_dates, is_partial, parse_date
from trilatcli.query import parse
from trilatcli.romanize import japanese_code, kana_to_latin
from trilatcli.store.database import open_database
from trilatcli.store.queries import Store


@pytest.fixture
def records(tmp_path: Path) -> Path:
    return Path(shutil.copytree(TOY, tmp_path / "records"))


def change(records: Path, file: str, old: str, new: str) -> None:
    text = (records / file).read_text(encoding="utf-8")
    assert old in text
    (records / file).write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize("text", ["18 Sep '16", "Sep 18, '16"])
def test_a_year_may_be_cut_to_two_digits_with_an_apostrophe(text: str) -> None:
    assert parse_date(text) == ("2016-09-18", "2016-09-18")
    assert len(find_dates(text)) == 1
    assert parse(f"cables {text}")


def test_a_month_of_any_century_is_a_date() -> None:
    assert parse_date("1894-07") == ("1894-07-01", "1894-07-31")


def test_a_partial_date_is_written_in_ascii_digits() -> None:
    assert not is_partial("２０２２-06-01")


@pytest.mark.parametrize(("kana", "latin"), [("いっしょ", "issho"), ("はっちょう", "hatchou")])
def test_a_doubled_consonant_before_a_small_kana(kana: str, latin: str) -> None:
    assert kana_to_latin(kana) == latin
    assert japanese_code(kana_to_latin(kana), "") == japanese_code(latin, "")


@pytest.mark.parametrize("url", ["foo", "http://[bad", "http://[a.b]/x"])
def test_a_malformed_url_is_a_problem_and_no_crash(records: Path, url: str) -> None:
    change(records, "series/lantern-dialogue.yaml", "https://www.harbor-gazette.example/lantern", url)
    assert "url" in {p.rule for p in check(load(records))}


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("documents/2019/2019-03-05-joint-statement.yaml", "\nurl: https://diplomacy.example", "\nurl: nonsense"),
        ("documents/2019/2019-03-05-joint-statement.yaml", "\narchived: https://", "\narchived: javascript:"),
        ("instruments/resolution-9100.yaml", '\nurl: "https://tide-forum.example/res/9100"', "\nurl: nonsense"),
        ("levels.yaml", "\nenvoy:", "\nenvoyx:"),
        ("events/2021/2021-11-20-foreign-ministers-video.yaml", "place: {mode", "place: {country: QQ, mode"),
        ("events/2022/2022-05-05-cable-experts.yaml", "{country: US", "{country: QQ"),
        ("events/2021/2021-11-20-foreign-ministers-video.yaml", "title: Foreign ministers meet by video", 'title: ""'),
        ("officials/jane-o-connor.yaml", "checked: 2022-06-01", "checked: ２０２２-06-01"),
        ("documents/2019/2019-03-05-joint-statement.yaml", "\n  2.1:", "\n  ٢.١:"),
    ],
)
def test_the_check_sees_this_fault(records: Path, file: str, old: str, new: str) -> None:
    change(records, file, old, new)
    assert check(load(records))


def test_an_unknown_official_is_one_problem(records: Path) -> None:
    change(records, "events/2021/2021-06-12-leaders-summit.yaml", "official: kim-do-an,", "official: kim-do-on,")
    assert [p.rule for p in check(load(records))] == ["reference"]


def test_a_problem_is_one_line(records: Path) -> None:
    change(records, "topics/sea-rescue.yaml", "title:", "note: \x07\ntitle:")
    assert all("\n" not in str(p) for p in check(load(records)))


@pytest.mark.parametrize("name", ["é.db", "海底ケーブル.db"])
def test_a_database_opens_under_a_name_beyond_ascii(toy_db: Path, tmp_path: Path, name: str) -> None:
    open_database(Path(shutil.copy(toy_db, tmp_path / name))).close()


def test_the_documented_full_text_index_can_be_selected_from(toy_db: Path) -> None:
    with closing(open_database(toy_db)) as connection:
        assert Store(connection).select("SELECT count(*) FROM texts_fts WHERE texts_fts MATCH 'kamom'")[1] == [(2,)]
