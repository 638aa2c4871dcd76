"""Words to officials: any order, spelling and script; a surname alone; an office with a country or a date; then misspellings.

A ladder of ways, the surest first; the first that finds somebody answers. Strangers get nothing: every word typed must belong to the person found.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from trilatcli.dates import Period, earliest, latest
from trilatcli.query import parse
from trilatcli.store.queries import Store
from trilatcli.text import is_cjk, stem, words

SHORTEST_BEGINNING = 4
_TITLES = frozenset(
    "mr mrs ms mister madam miss dr prof professor his her excellency the hon honorable honourable amb ambassador gen general adm admiral lt "
    "lieutenant col colonel minister ministers secretary sec president prime vice deputy first assistant under foreign defense defence finance "
    "senator sen of for state pm fm vfm nsa director chairman chief envoy premier chancellor special representative national security adviser "
    "advisor former current then san sama shi ssi nim and in".split()
)
_RANKS = frozenset("minister secretary president adviser director envoy representative ambassador chairman premier".split())
_LOWER = {stem(w) for w in "vice deputy assistant parliamentary senior under acting".split()}
_SPELLED = {
    "fm": "foreign minister", "pm": "prime minister", "nsa": "national security adviser", "vfm": "vice foreign minister", "sec": "secretary", "advisor": "adviser",
    "premier": "prime minister", "defence": "defense",
}  # fmt: skip
_CJK_TITLES = (
    "大統領 総理大臣 首相 総理 外務大臣 外相 防衛大臣 防衛相 外務次官 次官 国務副長官 国務長官 国防長官 長官 局長 補佐官 代表 大使 大臣 氏 "
    "대통령 국무총리 총리 외교부장관 외교장관 국방부장관 국방장관 장관 외교차관 차관 국무장관 안보실장 실장 본부장 대표 대사 씨"
).split()
_CJK_TITLES.sort(key=len, reverse=True)


def find(store: Store, text: str) -> tuple[list[str], bool]:
    """Find the ids of the officials whom a text may name, and whether it was read as another spelling of the name."""
    typed = words(text)
    bare = _bare(store, typed)
    ladder: list[tuple[Callable[[], Iterable[str]], bool]] = [
        (lambda: _named(store, typed), False),
        (lambda: _coded(store, typed), True),
        (lambda: _settled_by_office(store, _named(store, bare), typed, bare), False),
        (lambda: _cjk(store, "".join(typed)), False),
        (lambda: by_office(store, text), False),
        (lambda: _coded(store, bare), True),
        (lambda: _with_middle(store, bare), True),
        (lambda: _word_by_word(store, bare), True),
        (lambda: _begun(store, "".join(bare)), True),
        (lambda: _misspelt(store, typed, bare), True),
        (lambda: _given(store, typed), False),
    ]
    for step, told in ladder:
        if ids := sorted(set(step())):
            return ids, told
    return [], False


def _bare(store: Store, typed: Sequence[str]) -> list[str]:
    """Take titles and countries away from a name; a name that is nothing else stays as it is."""
    countries = {a.key for a in store.aliases(typed) if a.kind == "country"}
    return [w for w in typed if w not in _TITLES and w not in countries] or list(typed)


def _named(store: Store, typed: Sequence[str]) -> list[str]:
    """Look up a whole name or a surname; of several ways in which a key names people only the strongest counts."""
    found = [a for a in store.aliases(["".join(typed)]) if a.kind == "official" and a.strength >= 1]
    top = min(max((a.strength for a in found), default=0), 3)
    return [a.id for a in found if a.strength >= top]


def _settled_by_office(store: Store, ids: list[str], typed: Sequence[str], bare: Sequence[str]) -> list[str]:
    """Among people of one name, prefer those who held the office that was typed with it."""
    wanted = _office_words(w for w in typed if w not in bare)
    if len(ids) < 2 or not wanted:
        return ids
    extra = _extra(store, wanted, lambda official, *_: official in ids)
    fewest = min(extra.values(), default=0)
    return [id for id in ids if extra.get(id) == fewest] or ids


def _cjk(store: Store, run: str) -> list[str]:
    """Look up a name in kanji, kana or hangul: its beginning, or the name inside a longer run, before a title."""
    if not is_cjk(run):
        return []
    for title in _CJK_TITLES:
        if run.endswith(title) and len(run) > len(title):
            name = run.removesuffix(title)
            if found := _named(store, [name]) or _beginning(store, name):
                return found
    if begun := _beginning(store, run):
        return begun
    inside = {run[i:j] for i in range(len(run)) for j in range(i + 2, min(len(run), i + 12) + 1)}
    return [a.id for a in store.aliases(inside) if a.kind == "official" and a.strength >= 3]


def _beginning(store: Store, key: str) -> list[str]:
    return [a.id for a in store.aliases_from(key) if a.kind == "official" and a.strength >= 1] if key else []


def by_office(store: Store, text: str) -> list[str]:
    """Find who held an office named with a country or a date: ``Japanese foreign minister 2016``."""
    query = parse(text)
    countries, rest = _countries(store, query.words)
    wanted = _office_words(rest)
    if not wanted & {_office_stem(w) for w in _RANKS} or not (countries or query.dates):
        return []
    period = query.dates[0].period if query.dates else None

    def fits(official: str, country: str, since: str | None, until: str | None) -> bool:
        return (not countries or country in countries) and (period is None or _held(store, official, since, until, period))

    extra = _extra(store, wanted, fits)
    fewest = min(extra.values(), default=0)
    return [id for id, more in extra.items() if more == fewest]


def _countries(store: Store, typed: Sequence[str]) -> tuple[set[str], list[str]]:
    """Find the countries that a query names, and give the words left: ``Japan's``, ``South Korean``, ``US``."""
    countries: set[str] = set()
    rest: list[str] = []
    start = 0
    while start < len(typed):
        for size in (2, 1):
            run = "".join(typed[start : start + size])
            named = {a.id for a in store.aliases([run, run.removesuffix("s")]) if a.kind == "country"}
            if named and start + size <= len(typed):
                countries |= named
                start += size
                break
        else:
            rest.append(typed[start])
            start += 1
    return countries, rest


def _office_words(typed: Iterable[str]) -> set[str]:
    return {_office_stem(s) for w in typed for s in _SPELLED.get(w, w).split()} - {"of", "for", "the", "mr", "mrs", "ms", "dr"}


def _office_stem(word: str) -> str:
    return {"advisor": "advis", "adviser": "advis"}.get(word, stem(word))


def _extra(store: Store, wanted: set[str], fits: Callable[[str, str, str | None, str | None], bool]) -> dict[str, int]:
    """Count for each official the telling words that the nearest office has beyond those wanted."""
    best: dict[str, int] = {}
    for official, country, title, since, until in store.offices():
        held = {_office_stem(w) for w in words(title)} - {"of", "for", "the", "and"}
        if wanted <= held and not held & _LOWER - wanted and fits(official, country, since, until):
            more = len(held - wanted - {"affair", "nation", "state"})
            best[official] = min(best.get(official, 99), more)
    return best


def _held(store: Store, official: str, since: str | None, until: str | None, period: Period) -> bool:
    """Tell whether an office with partly known bounds was held in a period: by its bounds, or by an event attended."""
    if (since and earliest(since) > period.end) or (until and latest(until) < period.start):
        return False
    return bool(since and until) or store.took_part(official, period)


def _coded(store: Store, typed: Sequence[str]) -> list[str]:
    """Look up another romanization of a Korean or Japanese name."""
    from trilatcli.romanize import query_codes

    return [a.id for a in store.aliases(query_codes(list(typed))) if a.kind == "official"]


def _with_middle(store: Store, typed: Sequence[str]) -> list[str]:
    """Look up a name with a middle name, or with initials where the record or the query has them: the surname and the first letters decide."""
    if len(typed) < 2 or not all(w.isalpha() for w in typed):
        return []
    first, last = typed[0], typed[-1]
    if len(typed) > 2 and len(first) > 1:
        whole = store.by_ids("official", [a.id for a in store.aliases([first + last]) if a.kind == "official" and a.strength >= 3])
        return [r["id"] for r in whole if words(r["family"]) == [last]]
    named = store.by_ids("official", [a.id for a in store.aliases([last]) if a.kind == "official" and a.strength >= 1])
    return [r["id"] for r in named if r["given"] and _initials_fit(words(r["given"]), typed[:-1])]


def _initials_fit(given: Sequence[str], typed: Sequence[str]) -> bool:
    """Tell whether either writing of a given name is the initials of the other."""
    if all(len(w) == 1 for w in typed):
        return "".join(w[0] for w in given).startswith("".join(typed))
    return len(given[0]) <= 2 and typed[0][0] == given[0][0]


def _word_by_word(store: Store, typed: Sequence[str]) -> list[str]:
    """Look up a name in mixed scripts: every word must be a part of the same person's name."""
    if not 2 <= len(typed) <= 3 or len({is_cjk(w) for w in typed}) < 2:
        return []
    people: set[str] | None = None
    joined = [w for w in typed if is_cjk(w)] + ["".join(w for w in typed if not is_cjk(w))]
    for part in joined:
        fitting = {a.id for a in store.aliases([part]) if a.kind == "official"} | set(_beginning(store, part) if is_cjk(part) else [])
        people = fitting if people is None else people & fitting
    return sorted(people or ())


def _begun(store: Store, key: str) -> list[str]:
    """Look up the beginning of a name."""
    return _beginning(store, key) if len(key) >= SHORTEST_BEGINNING else []


def _misspelt(store: Store, typed: Sequence[str], bare: Sequence[str]) -> list[str]:
    """Look up the nearest name within the budget of edits."""
    from trilatcli.match import closest_names

    known = store.alias_keys("official", 1)
    for attempt in (typed, [*typed[1:], typed[0]], bare, [typed[-1], *typed[:-1]]):
        if near := closest_names("".join(attempt), known):
            return [id for id, _ in near]
    return []


def _given(store: Store, typed: Sequence[str]) -> list[str]:
    """Look up people by their given name alone."""
    key = "".join(typed)
    return [a.id for a in store.aliases([key]) if a.kind == "official"] if len(key) >= 3 else []
