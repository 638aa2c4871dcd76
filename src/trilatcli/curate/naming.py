"""The keys under which each record can be named: ids, titles, aliases, names in every script, spellings by code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product

from trilatcli import model, romanize
from trilatcli.text import is_cjk, key, stem, words

# English given names and their everyday forms: each group is one name.
_NICKNAMES = [
    set(group.split())
    for group in (
        "william bill billy will", "robert bob bobby rob", "christopher chris", "charles chuck charlie", "joseph joe", "matthew matt", "patrick pat",
        "stephen steven steve", "thomas tom", "jacob jake", "james jim jimmy", "michael mike", "daniel dan danny", "david dave", "edward ed ted eddie",
        "elizabeth liz beth", "katherine kathryn catherine kate kathy cathy", "antony anthony tony", "richard dick rick rich", "ronald ron", "samuel sam",
        "benjamin ben", "andrew andy drew", "jeffrey geoffrey jeff", "kenneth ken", "gregory greg", "lawrence laurence larry", "susan sue", "philip phillip phil",
        "nicholas nick", "peter pete", "donald don", "douglas doug", "eugene gene", "henry hank", "john jack", "jonathan jon", "raymond ray", "timothy tim",
        "walter walt", "zachary zach", "condoleezza condi", "madeleine madeline", "victoria vicky", "deborah debbie", "rebecca becky", "alexander alex",
        "frederick fred", "gerald jerry", "leonard len", "margaret maggie meg peggy", "martin marty", "maxwell max", "melvin mel", "russell russ", "theodore ted",
    )
]  # fmt: skip
ID, TITLE, ALIAS, STEMMED, PART, CODE = 5, 4, 3, 2, 1, 0


def joined(text: str) -> str:
    """Give the key of a name without its spaces: ``cyber security`` and ``cybersecurity`` are one."""
    return "".join(words(text))


def stem_joined(text: str) -> str:
    """Give the key of a phrase without spaces, every word reduced to its stem."""
    return "".join(stem(w) for w in words(text))


def _phrases(target: str, title: str, aliases: model.Aliases, id: str, extra: tuple[str, ...] = ()) -> Iterator[tuple[str, str, int, str]]:
    yield joined(id), target, ID, "exact"
    for text in (title, *extra):
        yield joined(text), target, TITLE, "exact"
        yield stem_joined(text), target, STEMMED, "stem"
    for language in ("en", "ja", "ko"):
        for alias in getattr(aliases, language):
            yield joined(alias), target, ALIAS, "synonym" if language == "en" else "native"
            yield stem_joined(alias), target, STEMMED, "synonym" if language == "en" else "native"


def _official(id: str, official: model.Official) -> Iterator[tuple[str, str, int, str]]:
    target = f"official:{id}"
    family, given = official.family, official.given
    yield joined(id), target, ID, "exact"
    for text in (official.name, f"{family} {given}", f"{given} {family}"):
        yield joined(text), target, TITLE, "exact"
    first = given.split()[0].rstrip(".") if given else ""
    if official.country not in ("JP", "KR", "KP") and first:
        for form in {joined(first)}.union(*(group for group in _NICKNAMES if joined(first) in group)):
            yield form + joined(family), target, ALIAS, "name"
            yield joined(family) + form, target, ALIAS, "name"
    yield joined(family), target, PART, "exact"
    if given:
        yield joined(given), target, CODE, "name"
    for text in official.names.en:
        yield joined(text), target, ALIAS, "name"
        parts = words(text)
        if len(parts) > 1:
            yield "".join([*parts[1:], parts[0]]), target, ALIAS, "name"
            yield "".join([parts[-1], *parts[:-1]]), target, ALIAS, "name"
            if joined(family) not in parts:
                surname = parts[0] if official.country in ("KR", "KP") or is_surname_first(official, text) else parts[-1]
                yield surname, target, PART, "name"
    for script in ("ja", "kana", "ko", "hanja"):
        for text in getattr(official.names, script):
            yield joined(text), target, TITLE if script in ("ja", "ko", "hanja") else ALIAS, "native"
            parts = words(text)
            if len(parts) > 1:
                yield "".join([*parts[1:], parts[0]]), target, ALIAS, "native"
                surname_first = script == "kana" or official.country in ("JP", "KR", "KP")
                yield parts[0 if surname_first else -1], target, PART, "native"
                yield parts[-1 if surname_first else 0], target, CODE, "native"
    yield from _codes(target, official)


def is_surname_first(official: model.Official, text: str) -> bool:
    """Tell whether a Latin spelling of a Japanese name puts the family name first, by its likeness to the family name."""
    parts = words(text)
    wanted = key(official.family)
    return parts[0][:2] == wanted[:2] and parts[-1][:2] != wanted[:2]


def _codes(target: str, official: model.Official) -> Iterator[tuple[str, str, int, str]]:
    """Code Korean and Japanese names by their published spelling and by their reading."""
    family, given = key(official.family), key(official.given)
    if official.country in ("KR", "KP"):
        families, givens = {family}, {given}
        for text in official.names.ko:
            syllables = romanize.hangul_to_latin(text).split("-")
            if is_cjk(text) and len(syllables) >= 2:
                families.add(syllables[0])
                givens.add("".join(syllables[1:]))
        for one, other in product(sorted(families), sorted(givens)):
            yield "ko:" + romanize.korean_code(one, other), target, CODE, "name"
    elif official.country == "JP":
        readings = [(family, given)]
        readings += [
            (romanize.kana_to_latin(p[0]), romanize.kana_to_latin("".join(p[1:])))
            for text in official.names.kana
            if len(p := words(text)) > 1
        ]
        for one, other in readings:
            yield "ja:" + romanize.japanese_code(one, other), target, CODE, "name"
            yield "ja:" + romanize.japanese_code(one, ""), target, CODE, "name"


def keys(records: model.Records) -> list[tuple[str, str, int, str]]:
    """Give all keys as rows (key, target, strength, way), each pair of key and target once, the strongest kept."""
    rows: list[tuple[str, str, int, str]] = []
    for id, official in records.official.items():
        rows += _official(id, official)
    for id, topic in records.topic.items():
        rows += _phrases(f"topic:{id}", topic.title, topic.aliases, id)
    for id, series in records.series.items():
        rows += _phrases(f"series:{id}", series.title, series.aliases, id)
    for id, instrument in records.instrument.items():
        rows += _phrases(f"instrument:{id}", instrument.title, instrument.aliases, id, (instrument.symbol,) if instrument.symbol else ())
        if number := re.fullmatch(r"S/RES/(\d+)(?: \(\d{4}\))?", instrument.symbol):
            rows.append((number[1], f"instrument:{id}", ALIAS, "exact"))
    for id, organization in records.organization.items():
        rows += _phrases(f"organization:{id}", organization.title, organization.aliases, id)
    for id, event in records.event.items():
        rows += [(joined(id), f"event:{id}", ID, "exact"), (joined(event.title), f"event:{id}", TITLE, "exact")]
    for id, document in records.document.items():
        rows += [(joined(id), f"document:{id}", ID, "exact"), (joined(document.title), f"document:{id}", TITLE, "exact")]
    for id, country in records.countries.items():
        rows += _phrases(f"country:{id}", country.title, country.aliases, id)
    for city in {e.place.city for e in records.event.values() if e.place.city}:
        rows.append((joined(city), f"place:{key(city)}", ALIAS, "exact"))
    for id, level in records.levels.items():
        rows += _phrases(f"level:{id}", level.title, level.aliases, id)
    best: dict[tuple[str, str], tuple[int, str]] = {}
    for name, target, strength, way in rows:
        if name and best.get((name, target), (-1, ""))[0] < strength:
            best[name, target] = (strength, way)
    return sorted((name, target, strength, way) for (name, target), (strength, way) in best.items())
