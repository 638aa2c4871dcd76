"""How Korean and Japanese names are written in Latin letters, and codes under which the spellings of one name meet.

Ground floor, pure. The build derives codes from stored names and readings; a query is coded by the same functions. The
correspondences are those of the Revised Romanization (2000), McCune-Reischauer, the newspaper spellings of the Republic
of Korea, and Hepburn, kunrei and waapuro for Japanese.
"""

from __future__ import annotations

import re

_INITIAL = ("g", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s", "ss", "", "j", "jj", "ch", "k", "t", "p", "h")
_MEDIAL = ("a", "ae", "ya", "yae", "eo", "e", "yeo", "ye", "o", "wa", "wae", "oe", "yo", "u", "wo", "we", "wi", "yu", "eu", "ui", "i")
_FINAL = (
    "",
    "k",
    "k",
    "k",
    "n",
    "n",
    "n",
    "t",
    "l",
    "k",
    "m",
    "l",
    "l",
    "l",
    "p",
    "l",
    "m",
    "p",
    "p",
    "t",
    "t",
    "ng",
    "t",
    "t",
    "k",
    "t",
    "p",
    "t",
)

# Surnames whose everyday spellings lie too far apart for the code: every spelling on the right means the one on the left.
_SURNAMES = {
    spelling: surname
    for surname, spellings in {
        "i": "lee yi rhee i ri li leigh rhie",
        "im": "im lim rim yim leem",
        "no": "roh noh no rho",
        "ryu": "ryu yu yoo lyu ryoo you yoo",
        "pak": "park pak bak bahk",
        "choe": "choi choe ch'oe chey",
        "u": "woo u wu ou",
        "o": "oh o",
        "so": "suh seo so sur",
        "cho": "cho jo joh",
        "yang": "yang ryang",
        "yo": "yeo yo ryeo yuh",
        "na": "na ra rha nah",
        "ko": "koh ko go goh",
        "mun": "moon mun",
        "ki": "ki gi kee",
        "sol": "sul seol",
        "wi": "wi wee",
    }.items()
    for spelling in spellings.split()
}

# Rules in order, as (pattern, code). They are compiled on first use: few queries need them.
_KOREAN = (
    (r"ng(?![aeiouy])", "N"),
    (r"c(?!h)", "k"),
    (r"sh(?=[aeiouyw])", "s"),
    (r"t?ch|j+", "C"),
    (r"kk|gg|k|g", "k"),
    (r"tt|dd|d", "t"),
    (r"pp|bb|b|ph|v|f", "p"),
    (r"ss|z", "s"),
    (r"l+|r+", "r"),
    (r"eui|ui|ee|ey$|yi", "i"),
    (r"y(?:eo|oo|ou|u|o|aw)", "Y"),
    (r"w(?:eo|oo|o|u)", "o"),
    (r"ou(?=N)|eo|eu|oo|uh(?![aeiouyY])|aw|ou|u|o", "o"),
    (r"oe|oi|we", "we"),
    (r"ae|ai|ay|eh(?![aeiouyY])", "e"),
    (r"h(?![aeiouywoY])", ""),
    (r"wh(?=a)", "hw"),
    (r"Nr", "Nn"),
    (r"y$", "i"),
    (r"([A-Za-z])\1", r"\1"),
)

_KANA_ROWS = {
    "あ": "a i u e o",
    "か": "ka ki ku ke ko",
    "さ": "sa shi su se so",
    "た": "ta chi tsu te to",
    "な": "na ni nu ne no",
    "は": "ha hi fu he ho",
    "ま": "ma mi mu me mo",
    "ら": "ra ri ru re ro",
    "が": "ga gi gu ge go",
    "ざ": "za ji zu ze zo",
    "だ": "da ji zu de do",
    "ば": "ba bi bu be bo",
    "ぱ": "pa pi pu pe po",
}
_KANA_CELLS = {
    "あ": "あいうえお",
    "か": "かきくけこ",
    "さ": "さしすせそ",
    "た": "たちつてと",
    "な": "なにぬねの",
    "は": "はひふへほ",
    "ま": "まみむめも",
    "ら": "らりるれろ",
    "が": "がぎぐげご",
    "ざ": "ざじずぜぞ",
    "だ": "だぢづでど",
    "ば": "ばびぶべぼ",
    "ぱ": "ぱぴぷぺぽ",
}
_KANA = {kana: latin for row, cells in _KANA_CELLS.items() for kana, latin in zip(cells, _KANA_ROWS[row].split(), strict=True)} | {
    "や": "ya",
    "ゆ": "yu",
    "よ": "yo",
    "わ": "wa",
    "を": "o",
    "ん": "n",
    "ゔ": "vu",
    "ー": "",
}
_SMALL = {"ゃ": "a", "ゅ": "u", "ょ": "o"}

_JAPANESE = (
    (r"tch", "tt"),
    (r"sh(?=[aueo])", "sy"),
    (r"shi", "si"),
    (r"ch(?=[aueo])", "ty"),
    (r"chi", "ti"),
    (r"tsu", "tu"),
    (r"fu", "hu"),
    (r"dz|dj", "z"),
    (r"j(?=[aueo])", "zy"),
    (r"ji|di", "zi"),
    (r"zyy|jy", "zy"),
    (r"m(?=[bpm])", "n"),
    (r"n'", "n"),
    (r"o(?:u|o|h(?![aeiouy]))+", "o"),
    (r"u(?:u|h(?![aeiouy]))+", "u"),
    (r"aa|ah(?![aeiouy])", "a"),
    (r"ii", "i"),
    (r"l", "r"),
    (r"v", "b"),
    (r"c(?=[aou])", "k"),
)


def hangul_to_latin(text: str) -> str:
    """Write hangul in the Revised Romanization, syllable by syllable (as personal names are), syllables joined by hyphens."""
    syllables = []
    for c in text:
        n = ord(c) - 0xAC00
        if 0 <= n < 11172:
            syllables.append(_INITIAL[n // 588] + _MEDIAL[n % 588 // 28] + _FINAL[n % 28])
    return "-".join(syllables)


def kana_to_latin(text: str) -> str:
    """Write hiragana in Hepburn with long vowels spelled out (``おおの`` is oono); other characters stay."""
    out: list[str] = []
    for c in text:
        if c in _SMALL and out and out[-1].endswith("i"):
            base = out[-1][:-1]
            out[-1] = base + ("" if base in ("sh", "ch", "j") else "y") + _SMALL[c]
        else:
            out.append("っ" if c == "っ" else _KANA.get(c, c))
    for n, latin in enumerate(out[:-1]):
        if latin == "っ":
            out[n] = "t" if out[n + 1].startswith("ch") else out[n + 1][:1]
    return "".join(out).replace("っ", "")


def _apply(rules: tuple[tuple[str, str], ...], text: str) -> str:
    for pattern, code in rules:
        text = re.sub(pattern, code, text)
    return text


def korean_code(family: str, given: str) -> str:
    """Code a Korean name given in folded Latin letters: ``Yun Byung-se``, ``Yoon Byeong Se`` and ``Yun Pyong-se`` are one."""
    family, given = family.replace(" ", ""), given.replace(" ", "")
    return f"{_apply(_KOREAN, _SURNAMES.get(family, family))}/{_apply(_KOREAN, given)}"


def japanese_code(family: str, given: str) -> str:
    """Code a Japanese name given in folded Latin letters: ``Sugiyama Shinsuke`` and ``Sugiyama Sinsuke`` are one."""
    return f"{_apply(_JAPANESE, family.replace(' ', ''))}/{_apply(_JAPANESE, given.replace(' ', ''))}"


def query_codes(words: list[str]) -> list[str]:
    """Give the codes that a name of two to four folded Latin words may have: surname first or last, Korean or Japanese."""
    if not 2 <= len(words) <= 4 or not all(w.isascii() and w.isalpha() for w in words):
        return []
    splits = [(words[0], "".join(words[1:])), (words[-1], "".join(words[:-1]))]
    return [f"{country}:{code(*split)}" for split in splits for country, code in (("ko", korean_code), ("ja", japanese_code))]
