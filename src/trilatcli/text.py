"""How text becomes comparable: folding, words, CJK pairs, stems, keys, slugs.

Ground floor. One definition for build and query: whatever the index holds was cut by these functions, and so is every query.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import Stemmer

# Old and variant kanji on the left fold to the form in everyday use; names are written either way.
_OLD = "澤邊邉齋齊斎髙﨑廣國德濱瀧櫻晉榮惠壽眞龍淺條應會體聯學實藏豐鐵關與萬禮圓讓傳團圖藝驗縣靜續黑收戰爭亞經濟緊權發變總對擴區勞單當號點臺灣拔黨獨處卢铉锡郑义宽寬镇鎭赵贤韩刘陈张黃龙东华云银泽边渊淵槇稻卫选权宪荣勳彥敎淸靑鄕郞桧增嶋嶌冨峯埜濵栁吳吴亚鸿颂润强"
_NEW = "沢辺辺斉斉斉高崎広国徳浜滝桜晋栄恵寿真竜浅条応会体連学実蔵豊鉄関与万礼円譲伝団図芸験県静続黒収戦争亜経済緊権発変総対拡区労単当号点台湾抜党独処盧鉉錫鄭義寛寛鎮鎮趙賢韓劉陳張黄竜東華雲銀沢辺渕渕槙稲衛選権憲栄勲彦教清青郷郎檜増島島富峰野浜柳呉呉亜鴻頌潤強"
_KANA = {code: code - 0x60 for code in range(0x30A1, 0x30F7)}
_FOLD = (
    str.maketrans(
        dict(zip(_OLD, _NEW, strict=True))
        | {"’": "'", "‘": "'", "ʼ": "'", "＇": "'", "`": "'", "ß": "ss"}
        | {"・": " ", "･": " ", "゠": " ", "＝": " "}
        | {"ø": "o", "đ": "d", "ł": "l", "æ": "ae"}
    )
    | _KANA
)
_MARKS = dict.fromkeys(range(0x300, 0x370))
_CJK = "\u3005\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uac00-\ud7a3\u1100-\u11ff\u3130-\u318f"
# Patterns are compiled on first use: most queries need none of them, and compiling is what start-up time goes into.
_DOTTED = r"\b(?:[a-z]\.){2,}(?![a-z])|\b(?:[a-z]\.)+[a-z]\b(?!\.?[a-z])"
_SYMBOL = r"\b(?:s\s*/\s*res\s*/\s*|(?:unscr|unsc\s+res(?:olution)?|scr|un\s+resolution|security\s+council\s+res(?:olution)?|res\.?)[\s.\-#]*(?:no\.?\s*)?)(\d{3,4})\b(?:\s*\(\d{4}\))?"
_ROUND = r"\bround\s+(?:no\.?\s*|number\s+)?(\d{1,3})\b(?!\s*\.\.)"
_ASCII_WORD = re.compile(r"[a-z0-9]+(?:'[a-z0-9]+)*")
_ORDINALS = {
    word: f"{n}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(n, 'th') }"
    for n, word in enumerate(
        [
            "first",
            "second",
            "third",
            "fourth",
            "fifth",
            "sixth",
            "seventh",
            "eighth",
            "ninth",
            "tenth",
            "eleventh",
            "twelfth",
            "thirteenth",
            "fourteenth",
            "fifteenth",
            "sixteenth",
            "seventeenth",
            "eighteenth",
            "nineteenth",
            "twentieth",
        ],
        1,
    )
}
# British endings on the left, American ones on the right, after at least three letters; the first that fits is taken.
_BRITISH = (
    ("isations", "izations"),
    ("isation", "ization"),
    ("ising", "izing"),
    ("isers", "izers"),
    ("iser", "izer"),
    ("ised", "ized"),
    ("ises", "izes"),
    ("ise", "ize"),
    ("ysing", "yzing"),
    ("ysed", "yzed"),
    ("yses", "yzes"),
    ("yse", "yze"),
    ("ourable", "orable"),
    ("ourally", "orally"),
    ("oural", "oral"),
    ("oured", "ored"),
    ("ouring", "oring"),
    ("ours", "ors"),
    ("our", "or"),
    ("ences", "enses"),
    ("ence", "ense"),
    ("ogues", "ogs"),
    ("ogue", "og"),
    ("grammes", "grams"),
    ("gramme", "gram"),
    ("tres", "ters"),
    ("tre", "ter"),
    ("lling", "ling"),
    ("lled", "led"),
    ("ller", "ler"),
)
_ENDINGS = tuple(british for british, _ in _BRITISH)


@lru_cache(maxsize=1)
def _wide() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Compile the patterns that only text beyond ASCII needs: their character classes are dear to set up."""
    word = re.compile(rf"[{_CJK}]+|[^\W_{_CJK}]+(?:'[^\W_{_CJK}]+)*")
    return word, re.compile(r"第\s?(\d{1,3})\s?[回次]|제\s?(\d{1,3})\s?[차회]")


_stem_word = Stemmer.Stemmer("english").stemWord


def fold(text: str) -> str:
    """Fold what readers see as the same: width, case, Latin accents, apostrophes, kanji forms, the two kana.

    Idempotent. Korean and kana syllables stay composed.
    """
    if text.isascii():
        return text.lower().replace("`", "'")
    text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    return unicodedata.normalize("NFC", text.translate(_MARKS)).translate(_FOLD).casefold()


def printable(text: str) -> str:
    """Take out what could steer a terminal: control characters, and marks that reverse or hide text."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() or c == "\u3000" else " " for c in text)


def is_cjk(text: str) -> bool:
    """Tell whether any character is Chinese, Japanese or Korean."""
    return not text.isascii() and any(
        "\u3005" <= c <= "\u9fff" or "\uac00" <= c <= "\ud7a3" or "\u1100" <= c <= "\u11ff" or "\uf900" <= c <= "\ufaff" for c in text
    )


def words(text: str) -> list[str]:
    """Cut folded words: ``U.S.`` is us, ``women's`` is womens, ``sixth`` and ``round 6`` are 6th, ``S/RES/2270`` is resolution 2270.

    A run of CJK characters is one word here; see :func:`tokens`.
    """
    text = fold(text)
    if "." in text:
        text = re.sub(_DOTTED, lambda m: m[0].replace(".", ""), text)
    text = spell_symbols(text)
    if "round" in text:
        text = re.sub(_ROUND, lambda m: f" {ordinal(int(m[1]))} round ", text)
    pattern = _ASCII_WORD
    if not text.isascii():
        pattern, rounds = _wide()
        text = rounds.sub(lambda m: f" {ordinal(int(m[1] or m[2]))} round ", text)
    return [_ORDINALS.get(w, w) for w in (m.replace("'", "") for m in pattern.findall(text))]


def spell_symbols(text: str) -> str:
    """Write ``S/RES/2270 (2016)`` and ``UNSCR2270`` in a folded text as resolution 2270."""
    return re.sub(_SYMBOL, r" resolution \1 ", text) if "res" in text or "scr" in text else text


def tokens(text: str) -> list[str]:
    """Cut what the index holds: :func:`words`, with each CJK run cut into its characters and its overlapping pairs."""
    found: list[str] = []
    for word in words(text):
        if is_cjk(word):
            found.extend(cjk_tokens(word))
        else:
            found.append(word)
    return found


def cjk_tokens(run: str) -> list[str]:
    """Cut a CJK run into single characters, then overlapping pairs: 拉致問 gives 拉 致 問 拉致 致問."""
    return [*run, *(run[i : i + 2] for i in range(len(run) - 1))]


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Reduce a folded word to its stem; British and American spellings meet. Numbers and CJK stay as they are."""
    if not word.isascii() or not word.isalpha() or len(word) < 4:
        return word
    if word.endswith(_ENDINGS):
        british, american = next(pair for pair in _BRITISH if word.endswith(pair[0]))
        if len(word) - len(british) >= 3:
            word = word[: -len(british)] + american
    return str(_stem_word(word))


def index_token(stemmed: str) -> str:
    """Write a stem as the full-text index takes it whole: what is neither ASCII nor CJK goes in by its code points.

    The tokenizer of SQLite knows an older Unicode and would cut some words of other scripts.
    """
    return stemmed if stemmed.isascii() or is_cjk(stemmed) else "u" + "".join(f"{ord(c):x}" for c in stemmed)


def key(text: str) -> str:
    """Give the comparison key of a name or title: its words joined by spaces."""
    return " ".join(words(text))


def stem_key(text: str) -> str:
    """Give the key of a phrase in which every word is reduced to its stem."""
    return " ".join(stem(w) for w in words(text))


def slug(text: str) -> str:
    """Give an id for a title: lower-case ASCII words joined by hyphens."""
    plain = unicodedata.normalize("NFKD", text.replace("'", "").replace("’", "")).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", plain))


def ordinal(number: int) -> str:
    """Write a number as its ordinal: 1st, 2nd, 3rd, 11th."""
    ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def term_token(kind: str, id: str) -> str:
    """Write a level, a country or a date as the one token under which the index holds it: ``xlevelenvoy``, ``xd201609``."""
    return "x" + (kind + id).replace("-", "").replace(" ", "").lower()
