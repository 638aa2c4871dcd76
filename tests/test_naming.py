"""The keys under which each record can be named."""

from __future__ import annotations

import pytest

from conftest import TOY
from trilatcli import model
from trilatcli.curate.load import load
from trilatcli.curate.naming import ALIAS, CODE, ID, PART, STEMMED, TITLE, is_surname_first, joined, keys, stem_joined
from trilatcli.romanize import japanese_code, korean_code, query_codes
from trilatcli.text import fold


@pytest.fixture(scope="module")
def named() -> dict[tuple[str, str], tuple[int, str]]:
    return {(key, target): (strength, way) for key, target, strength, way in keys(load(TOY).records)}


def test_each_pair_of_key_and_target_stands_once_and_sorted() -> None:
    rows = keys(load(TOY).records)
    assert rows == sorted(rows)
    assert len({row[:2] for row in rows}) == len(rows)
    assert all(key for key, *_ in rows)


@pytest.mark.parametrize(
    ("text", "target", "strength", "way"),
    [
        ("jane-o-connor", "official:jane-o-connor", ID, "exact"),
        ("Jane O'Connor", "official:jane-o-connor", ID, "exact"),
        ("O’Connor Jane", "official:jane-o-connor", TITLE, "exact"),
        ("O'Connor", "official:jane-o-connor", PART, "exact"),
        ("Janie O'Connor", "official:jane-o-connor", ALIAS, "name"),
        ("O'Connor Janie", "official:jane-o-connor", ALIAS, "name"),
        ("ジェーン・オコナー", "official:jane-o-connor", TITLE, "native"),
        ("제인 오코너", "official:jane-o-connor", TITLE, "native"),
        ("오코너 제인", "official:jane-o-connor", ALIAS, "native"),
        ("오코너", "official:jane-o-connor", PART, "native"),
        ("クイル", "official:robert-quill", PART, "native"),
        ("Robert Quill", "official:robert-quill", ID, "exact"),
        ("Bo", "official:robert-quill", ALIAS, "name"),
        ("Jane", "official:jane-o-connor", CODE, "name"),
        ("桜井春人", "official:haruto-sakurai", TITLE, "native"),
        ("櫻井春人", "official:haruto-sakurai", TITLE, "native"),
        ("さくらい はると", "official:haruto-sakurai", ALIAS, "native"),
        ("はると さくらい", "official:haruto-sakurai", ALIAS, "native"),
        ("サクライ", "official:haruto-sakurai", PART, "native"),
        ("Sakurai Haruto", "official:haruto-sakurai", TITLE, "exact"),
        ("Ohtsuka", "official:shinji-otsuka", PART, "name"),
        ("Otuka", "official:shinji-otsuka", PART, "name"),
        ("Yoo", "official:ryu-pil-sang", PART, "name"),
        ("柳弼相", "official:ryu-pil-sang", TITLE, "native"),
        ("류필상", "official:ryu-pil-sang", TITLE, "native"),
        ("Kim", "official:kim-do-an", PART, "exact"),
        ("Kim", "official:kim-ra-on", PART, "exact"),
        ("Tawhiri", "official:mereana-tawhiri", PART, "exact"),
        ("aurelio", "official:aurelio", ID, "exact"),
        ("cyber security", "topic:cybersecurity", ID, "exact"),
        ("infosec", "topic:cybersecurity", ALIAS, "synonym"),
        ("サイバー", "topic:cybersecurity", ALIAS, "native"),
        ("Sea Watch", "series:sea-watch", ID, "exact"),
        ("S/RES/9100 (2018)", "instrument:resolution-9100", ID, "exact"),
        ("決議第9100号", "instrument:resolution-9100", ALIAS, "native"),
        ("Forum of the Tides", "organization:tide-forum", ALIAS, "synonym"),
        ("South Korea", "country:KR", ALIAS, "synonym"),
        ("外相", "level:foreign-minister", ALIAS, "native"),
        ("Foreign ministers meet by video", "event:2021-11-20-foreign-ministers-video", TITLE, "exact"),
        ("2021-11-20-readout", "document:2021-11-20-readout", ID, "exact"),
    ],
)
def test_a_record_answers_to_its_names(
    named: dict[tuple[str, str], tuple[int, str]], text: str, target: str, strength: int, way: str
) -> None:
    assert named[joined(text), target] == (strength, way)


def test_a_title_is_found_by_its_stems(named: dict[tuple[str, str], tuple[int, str]]) -> None:
    assert named[stem_joined("sea cable"), "topic:undersea-cables"] == (STEMMED, "synonym")
    assert named[stem_joined("vice-ministerial consultation"), "series:vice-ministerial"] == (STEMMED, "stem")


@pytest.mark.parametrize("spelling", ["Yoo Pil Sang", "Ryu Phil-sang", "Pil Sang Ryu", "Lyu Pilsang"])
def test_spellings_of_a_korean_name_share_a_code(named: dict[tuple[str, str], tuple[int, str]], spelling: str) -> None:
    codes = query_codes(fold(spelling).replace("-", " ").split())
    assert any(named.get((code, "official:ryu-pil-sang")) == (CODE, "name") for code in codes)


@pytest.mark.parametrize("spelling", ["Ootsuka Shinji", "Shinzi Otuka"])
def test_spellings_of_a_japanese_name_share_a_code(named: dict[tuple[str, str], tuple[int, str]], spelling: str) -> None:
    codes = query_codes(fold(spelling).split())
    assert any(named.get((code, "official:shinji-otsuka")) == (CODE, "name") for code in codes)


def test_a_japanese_surname_alone_has_a_code(named: dict[tuple[str, str], tuple[int, str]]) -> None:
    assert named["ja:" + japanese_code("ohtsuka", ""), "official:shinji-otsuka"] == (CODE, "name")


def test_only_koreans_and_japanese_have_codes(named: dict[tuple[str, str], tuple[int, str]]) -> None:
    coded = {target for key, target in named if key.startswith(("ko:", "ja:"))}
    people = ("aurelio", "haruto-sakurai", "kim-do-an", "kim-ra-on", "ryu-pil-sang", "shinji-otsuka")
    assert coded == {f"official:{id}" for id in people}


def test_a_native_name_in_other_letters_gives_no_korean_code() -> None:
    official = model.Official("Kim Do-an", "Kim", "KR", "Do-an", model.Names(ko=("金", "Kim")))
    rows = keys(model.Records(official={"kim-do-an": official}))
    assert [key for key, *_ in rows if key.startswith("ko:")] == ["ko:" + korean_code("kim", "do an")]


def test_a_single_kana_word_gives_no_reading() -> None:
    official = model.Official("Shinji Otsuka", "Otsuka", "JP", "Shinji", model.Names(kana=("おおつか",)))
    rows = keys(model.Records(official={"shinji-otsuka": official}))
    assert len([key for key, *_ in rows if key.startswith("ja:")]) == 2


def test_the_order_of_a_latin_name_shows_by_its_likeness_to_the_surname() -> None:
    official = model.Official("Shinji Otsuka", "Otsuka", "JP", "Shinji")
    assert is_surname_first(official, "Otuka Shinzi")
    assert not is_surname_first(official, "Shinzi Otuka")
    assert not is_surname_first(official, "Ohtsuka Shinji")


def test_the_strongest_way_to_a_record_is_kept() -> None:
    topic = model.Topic("Cables", model.Text("x"), aliases=model.Aliases(en=("cables", "cable")))
    rows = keys(model.Records(topic={"cables": topic}))
    assert ("cables", "topic:cables", ID, "exact") in rows
    assert ("cable", "topic:cables", ALIAS, "synonym") in rows
    assert ("cabl", "topic:cables", STEMMED, "stem") in rows
    assert len(rows) == 3


def test_names_without_a_word_give_no_key() -> None:
    topic = model.Topic("…", model.Text("x"), aliases=model.Aliases(ja=("。",)))
    assert [key for key, *_ in keys(model.Records(topic={"dots": topic}))] == ["dots"]
