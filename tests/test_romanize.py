"""Latin spellings of Korean and Japanese names, and the codes under which they meet."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trilatcli.romanize import hangul_to_latin, japanese_code, kana_to_latin, korean_code, query_codes

settings.register_profile("same-every-time", derandomize=True, deadline=None, max_examples=200)
settings.load_profile("same-every-time")

LATIN = st.text("abcdefghijklmnopqrstuvwxyz' ", max_size=20)


@pytest.mark.parametrize(
    ("hangul", "latin"),
    [
        ("류필상", "ryu-pil-sang"),
        ("김도안", "gim-do-an"),
        ("윤병세", "yun-byeong-se"),
        ("박 값", "bak-gap"),
        ("", ""),
        ("abc", ""),
        ("한글", "han-geul"),
    ],
)
def test_hangul_is_written_syllable_by_syllable(hangul: str, latin: str) -> None:
    assert hangul_to_latin(hangul) == latin


@given(st.text(st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3), min_size=1, max_size=5))
def test_every_syllable_has_a_latin_form(text: str) -> None:
    parts = hangul_to_latin(text).split("-")
    assert len(parts) == len(text)
    assert all(p.isascii() and p.isalpha() for p in parts)


@pytest.mark.parametrize(
    ("kana", "latin"),
    [
        ("おおつか", "ootsuka"),
        ("しんじ", "shinji"),
        ("きょうこ", "kyouko"),
        ("しゅんじ", "shunji"),
        ("ちゃたに", "chatani"),
        ("じょう", "jou"),
        ("はっとり", "hattori"),
        ("ほっち", "hotchi"),
        ("いっしき", "isshiki"),
        ("ー", ""),
        ("っ", ""),
        ("ゃ", "ゃ"),
        ("漢か", "漢ka"),
        ("っー", ""),
    ],
)
def test_kana_is_written_in_hepburn_with_long_vowels(kana: str, latin: str) -> None:
    assert kana_to_latin(kana) == latin


@given(st.text(st.characters(exclude_categories=())))
def test_any_text_can_be_taken_for_kana_or_hangul(text: str) -> None:
    assert isinstance(kana_to_latin(text), str)
    assert isinstance(hangul_to_latin(text), str)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("yun", "byung se"), ("yoon", "byeong se")),
        (("yun", "byungse"), ("yun", "pyongse")),
        (("lee", "jong seok"), ("yi", "chong sok")),
        (("park", "jin"), ("pak", "chin")),
        (("roh", "moo hyun"), ("no", "mu hyon")),
        (("choi", "sung"), ("choe", "song")),
        (("ryu", "pil sang"), ("yoo", "phil sang")),
        (("kim", "sung han"), ("kim", "seong han")),
        (("im", "sung nam"), ("lim", "sung nam")),
    ],
)
def test_spellings_of_one_korean_name_share_a_code(one: tuple[str, str], other: tuple[str, str]) -> None:
    assert korean_code(*one) == korean_code(*other)


@pytest.mark.parametrize(
    ("one", "other"), [(("kim", "do an"), ("kim", "ra on")), (("park", "jin"), ("kim", "jin")), (("moon", "jae in"), ("moon", "chung in"))]
)
def test_different_korean_names_keep_apart(one: tuple[str, str], other: tuple[str, str]) -> None:
    assert korean_code(*one) != korean_code(*other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("sugiyama", "shinsuke"), ("sugiyama", "sinsuke")),
        (("otsuka", "shinji"), ("ohtsuka", "sinzi")),
        (("otsuka", "shinji"), ("ootuka", "shinji")),
        (("ito", "joji"), ("itoh", "zyouzi")),
        (("homma", "jun"), ("honma", "jyun")),
        (("hattori", "fumio"), ("hattori", "humio")),
        (("kono", "taro"), ("kouno", "tarou")),
        (("hotchi", "yuji"), ("hotti", "yuuji")),
    ],
)
def test_spellings_of_one_japanese_name_share_a_code(one: tuple[str, str], other: tuple[str, str]) -> None:
    assert japanese_code(*one) == japanese_code(*other)


def test_different_japanese_names_keep_apart() -> None:
    assert japanese_code("kishida", "fumio") != japanese_code("kishi", "nobuo")
    assert japanese_code("abe", "shinzo") != japanese_code("abe", "shintaro")


@given(LATIN, LATIN)
def test_any_latin_name_has_its_codes(family: str, given_name: str) -> None:
    assert korean_code(family, given_name).count("/") == 1
    assert japanese_code(family, given_name).count("/") == 1


def test_a_query_is_coded_with_the_surname_first_and_last_in_both_languages() -> None:
    codes = query_codes(["pil", "sang", "yoo"])
    assert len(codes) == 4
    assert "ko:" + korean_code("ryu", "pilsang") in codes
    assert "ja:" + japanese_code("otsuka", "shinji") in query_codes(["shinzi", "ohtuka"])


@pytest.mark.parametrize("words", [[], ["kim"], ["a", "b", "c", "d", "e"], ["kim", "2nd"], ["김", "do"]])
def test_what_cannot_be_a_name_has_no_code(words: list[str]) -> None:
    assert query_codes(words) == []
