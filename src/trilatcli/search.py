"""Words to ranked hits, over every kind of record.

A query becomes groups, each of them one thing meant (``meaning``). All are wanted first; what finds too little is relaxed
step by step, and every step is told. Candidates come from the full-text index in standing order, at most ``CANDIDATES``; they
are ranked here by the fields in which each group stands, weighed by how rare it is.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from trilatcli.meaning import Group, Meaning, index_tokens
from trilatcli.query import Query, parse
from trilatcli.store.queries import Candidate, Filters, Record, Store
from trilatcli.text import is_cjk, stem

CANDIDATES = 150
"""How many matches, in standing order, are ranked; where there are more, as many again of those with the words in title or names."""
COUNTED = 10_000
FIELD_WEIGHT = {"title": 9.0, "names": 5.0, "body": 4.0, "deep": 1.0, "tags": 2.0}
DATE_WEIGHT = {"event": 6.0, "document": 5.0, "point": 4.0}
"""What it counts to be of the day asked for; more than to speak of it."""
TAG_WEIGHT = {"event": 2.4, "document": 2.3}
SPEAKS_WEIGHT = {"title": 3.6, "names": 3.0, "body": 3.0}
"""What it counts that a field names the subject by another of its names."""
OVERVIEW = {"topic": 0.6, "series": 0.6, "instrument": 0.7, "organization": 0.7}
"""What the body of these kinds counts: an overview speaks of much besides its subject."""
SPEAKS = frozenset(("say says said tell told agree agreed promise promised pledge pledged discuss discussed state stated").split())
WAY_WEIGHT = {"exact": 1.0, "date": 1.0, "native": 0.95, "stem": 0.9, "prefix": 0.8, "name": 0.8, "synonym": 0.75, "typo": 0.7}
KIND_WEIGHT = {
    "official": 1.0,
    "topic": 1.05,
    "series": 1.05,
    "instrument": 0.95,
    "organization": 0.95,
    "event": 1.12,
    "document": 1.08,
    "point": 1.0,
}
NAMED = 1000.0
"""What a record gains when the whole query names it: it comes first, whatever else matches."""
SIDE_BY_SIDE, TOP = 1.25, 100
A_YEAR = 0.002
"""What a record loses for each year that it is older than the newest found, down to twenty: enough to order equals."""
FEW = 3
"""With fewer full matches than this, those that lack the least telling word are shown after them."""
LEAST_TELLING = 0.35
"""The share of a query's weight that must be found for the rest to be let go."""


class Part(NamedTuple):
    """One part of a hit's score: which group matched where and how, and what it counts."""

    typed: str
    field: str
    way: str
    matched: str
    score: float


class Hit(NamedTuple):
    """A ranked record."""

    record: Record
    match: dict[str, Any]
    parts: list[Part]
    snippet: str


class Ranked(NamedTuple):
    """A candidate with its score, the parts of it, and whether a part of the query is not in it."""

    score: float
    candidate: Candidate
    parts: list[Part]
    partial: bool


class Outcome(NamedTuple):
    """What a search found, and what it did to find it."""

    hits: list[Hit]
    total: int
    notes: list[str]
    searched: str
    corrections: dict[str, str]


class Search:
    """One search over an open database."""

    def __init__(self, store: Store, *, exact: bool = False) -> None:
        self.store, self.exact = store, exact
        self.meaning = Meaning(store, exact=exact)
        self.notes: list[str] = []
        self.deep: dict[int, set[int]] = {}

    def run(self, text: str, filters: Filters, *, limit: int, need_all: bool = False) -> Outcome:
        """Search and rank. ``need_all``: nothing is relaxed, for look-ups that must not guess."""
        query = parse(text)
        if query.cut:
            self.notes.append("only the first words of the query were looked for")
        groups = self.meaning.groups(query)
        self.meaning.correct_names(query, groups)
        wanted = self._without_unknown(groups, filters, need_all=need_all)
        if not wanted:
            return Outcome([], 0, self.notes, text, self.meaning.corrections)
        missing = [g for g in groups if g not in wanted]
        most = max(CANDIDATES, limit) if limit > 0 else -1
        hits, total, dropped = self._relax(query, wanted, filters, most, need_all=need_all)
        ranked = self._rank(query, groups, hits, filters, partial=bool(missing or dropped), strict=need_all or bool(query.excluded))
        shown = ranked if limit <= 0 else ranked[:limit]
        total = max(total + len(ranked) - len(hits), len(ranked))
        return Outcome(self._finish(shown), total, self.notes, self._searched(text), self.meaning.corrections)

    def _searched(self, text: str) -> str:
        for typed, meant in self.meaning.corrections.items():
            text = re.sub(r"[\W_]+".join(map(re.escape, typed.split())), lambda _, meant=meant: meant, text, flags=re.I)  # type: ignore[misc]
        return text

    def _without_unknown(self, groups: list[Group], filters: Filters, *, need_all: bool) -> list[Group]:
        """Let go of what occurs nowhere, unless it was most of what was asked."""
        known = [g for g in groups if self.store.matching(g.expression(exact=self.exact) or '"x"', Filters(), 1)]
        if len(known) == len(groups):
            return known
        missing = [g for g in groups if g not in known]
        told = ", ".join(g.typed for g in missing)
        weight = {id(g): self.meaning.idf(g) for g in groups}
        share = sum(weight[id(g)] for g in known) / (sum(weight.values()) or 1)
        if need_all or not known or (share < LEAST_TELLING and not any(g.named for g in known)):
            self.notes.append(f"nothing in the record speaks of: {told}")
            return []
        if any(g.typed.isdigit() for g in missing) and share < 0.5:
            self.notes.append(f"nothing in the record speaks of: {told}")
            return []
        self.notes.append(f"left out, as it occurs nowhere: {told}")
        return known

    def _expression(self, query: Query, groups: list[Group]) -> str:
        wanted = " AND ".join(f"({g.expression(exact=self.exact)})" for g in groups)
        for word in query.excluded:
            wanted += "".join(f' NOT "{t}"' for t in index_tokens(word))
        return wanted

    def _relax(
        self, query: Query, groups: list[Group], filters: Filters, most: int, *, need_all: bool
    ) -> tuple[list[Candidate], int, list[Group]]:
        """Find records that hold every group; while there are none, let the least telling group go."""
        dropped: list[Group] = []
        wanted = list(groups)
        while True:
            expression = self._expression(query, wanted)
            found = [c for c in self.store.candidates(expression, filters, most) if self._verified(c, wanted)]
            if len(found) == most:
                have = {c.n for c in found}
                titled = self.store.candidates(f"{{title names}} : ({expression})", filters, most)
                found += [c for c in titled if c.n not in have and self._verified(c, wanted)]
            if found or need_all or len(wanted) == 1:
                break
            least = min(wanted, key=self._telling)
            wanted.remove(least)
            dropped.append(least)
        if dropped and found:
            self.notes.append("nothing holds all of it; left out: " + ", ".join(g.typed for g in dropped))
        if 0 < len(found) < FEW and len(wanted) > 1 and not need_all and not query.excluded:
            found = self._widen(query, wanted, found, filters)
        total = len(found)
        if 0 < most <= len(found):
            total = self.store.matching(expression, filters, COUNTED)
        return found, total, dropped

    def _telling(self, group: Group) -> tuple[bool, float]:
        """Rank what may be let go: plain words before names, dates and phrases; common words before rare ones."""
        return group.named or group.way == "date" or group.verify is not None, self.meaning.idf(group)

    def _widen(self, query: Query, wanted: list[Group], found: list[Candidate], filters: Filters) -> list[Candidate]:
        """Add to a few full matches what lacks only the least telling group; the hits say so themselves."""
        least = min(wanted, key=self._telling)
        rest = [g for g in wanted if g is not least]
        have = {c.n for c in found}
        more = [
            c
            for c in self.store.candidates(self._expression(query, rest), filters, CANDIDATES)
            if c.n not in have and self._verified(c, rest)
        ]
        if more:
            self.notes.append(f"few records hold all of it; also those without: {least.typed}")
        return found + more

    @staticmethod
    def _verified(candidate: Candidate, groups: list[Group]) -> bool:
        """Hold phrases and prefixes against the text: the index knows stems only."""
        return all(g.verify is None or re.search(g.verify, candidate.title + candidate.names + candidate.body) for g in groups)

    def _rank(
        self, query: Query, groups: list[Group], found: list[Candidate], filters: Filters, *, partial: bool, strict: bool
    ) -> list[Ranked]:
        """Order candidates: what the query names first, then by where and how each group stands in them."""
        weights = [self.meaning.idf(g) for g in groups]
        for group in groups:
            group.prepare()
        # Questions of what was said or agreed ask for facts.
        kinds = {**KIND_WEIGHT, "point": KIND_WEIGHT["point"] * (1.25 if SPEAKS & set(query.chatter) else 1.0)}
        whole = self.meaning.titled(query.text) | (set(groups[0].targets) if len(groups) == 1 else set())
        newest = int(max((c.day or "" for c in found), default="")[:4] or 0)
        ranked = []
        for candidate in found:
            score, parts = self._score(candidate, groups, weights)
            if (candidate.kind, candidate.id) in whole:
                score += NAMED
            score *= kinds[candidate.kind]
            if candidate.day:
                score *= 1 + A_YEAR * max(-20, int(candidate.day[:4]) - newest)
            ranked.append(Ranked(score, candidate, parts, partial or len(parts) < len(groups)))
        ranked.sort(key=_place)
        if len(query.words) > 1:
            # Words side by side, as they were typed, weigh more; only what is near the top can gain by it.
            ranked[:TOP] = sorted(
                (r._replace(score=r.score * SIDE_BY_SIDE) if _contiguous(query.words, r.candidate) else r for r in ranked[:TOP]), key=_place
            )
        if not strict:
            second = ranked[1].score if len(ranked) > 1 else None
            ranked += self._entities(groups, weights, {c.n for c in found}, filters, whole, second)
        return sorted(ranked, key=_place)

    def _entities(
        self,
        groups: list[Group],
        weights: list[float],
        seen: set[int],
        filters: Filters,
        whole: set[tuple[str, str]],
        below: float | None,
    ) -> list[Ranked]:
        """Add the records that single groups name, though they hold only a part of the query.

        What lacks another name or the date comes after the best of those that hold all of it.
        """
        targets = [*whole, *(t for g in groups if len(g.targets) <= 2 for t in g.targets)]
        numbers = [n for n in self.store.numbers(targets).values() if n not in seen] if targets else []
        found = []
        for candidate in self.store.candidates_by_number(numbers, filters) if numbers else []:
            score, parts = self._score(candidate, groups, weights)
            held = {p.typed for p in parts}
            if (candidate.kind, candidate.id) in whole:
                found.append(Ranked(score + NAMED, candidate, parts, False))
                continue
            if below is not None and any(self._telling(g)[0] for g in groups if g.typed not in held):
                score = min(score, below * 0.999)
            found.append(Ranked(score * 0.9, candidate, parts, True))
        return found

    def _score(self, candidate: Candidate, groups: list[Group], weights: list[float]) -> tuple[float, list[Part]]:
        """Add up what each group counts in a candidate; not to be of the day asked for takes a third away."""
        total = 0.0
        parts = []
        for group, weight in zip(groups, weights, strict=True):
            part = self._part(candidate, group, weight)
            if part is not None:
                parts.append(part)
                total += part.score
            if group.way == "date" and (part is None or part.field != "tags"):
                total *= 2 / 3
        return total / (sum(weights) or 1), parts

    def _part(self, candidate: Candidate, group: Group, weight: float) -> Part | None:
        """Find the best way in which a candidate holds a group."""
        typo = WAY_WEIGHT["typo"] if group.corrected else 1.0
        meant = group.corrected or group.typed
        if (candidate.kind, candidate.id) in group.targets:
            other = "name" if candidate.kind == "official" and group.way == "synonym" else group.way
            titled = not group.corrected and group.words and _holds(candidate.title, group.exact_needles)
            worth = weight * FIELD_WEIGHT["title"] * 1.3 * typo
            return Part(group.typed, "title" if titled else "names", "exact" if titled else other, meant, worth)
        if group.way == "date" and _holds_any(candidate.tags, group.tag_needles):
            return Part(group.typed, "tags", "date", meant, weight * DATE_WEIGHT.get(candidate.kind, 2.5))
        fields = (
            ("title", candidate.title, 1.0),
            ("names", candidate.names, 1.0),
            ("body", candidate.body, OVERVIEW.get(candidate.kind, 1.0)),
        )
        best: Part | None = None
        for name, text, share in fields if group.words or group.alternatives else ():
            worth = weight * FIELD_WEIGHT[name] * share
            if group.verify is not None:
                if found := re.search(group.verify, text):
                    return Part(
                        group.typed,
                        name,
                        "prefix" if group.alternatives else "exact",
                        found[0].strip(),
                        worth * (WAY_WEIGHT["prefix"] if group.alternatives else 1.2),
                    )
            elif _holds(text, group.exact_needles):
                way = "typo" if group.corrected else "native" if is_cjk(group.words[0]) else "exact"
                best = Part(group.typed, name, way, " ".join(group.words), worth * typo * self._closeness(group, text))
                break
            elif _holds(text, group.stem_needles):
                best = Part(
                    group.typed,
                    name,
                    "typo" if group.corrected else "stem",
                    " ".join(group.words),
                    worth * WAY_WEIGHT["stem"] * typo * self._closeness(group, text),
                )
                break
        if best is not None and group.tags and not group.targets and not _holds_any(candidate.tags, group.tag_needles):
            best = best._replace(score=best.score / 2)  # it speaks of a level, a country or a place, and is not of it
        if best is not None and group.way == "date":
            best = None if candidate.kind in OVERVIEW else best._replace(score=best.score / 4)  # it only speaks of that year
        way = group.way if group.way in ("native", "typo", "name") else "synonym"
        for name, _, share in fields if group.speaks else ():
            worth = weight * SPEAKS_WEIGHT[name] * share * typo
            if best is not None and best.score >= worth:
                break
            if _holds_any(candidate.tags, group.spoken[name]):
                best = Part(group.typed, name, way, meant, worth)
                break
        if best is None:
            if _holds_any(candidate.tags, group.tag_needles):
                return Part(group.typed, "tags", group.way, meant, weight * TAG_WEIGHT.get(candidate.kind, FIELD_WEIGHT["tags"]) * typo)
            if group.verify is None and group.words and self._deep(candidate, group):
                best = Part(
                    group.typed, "deep", "typo" if group.corrected else "stem", group.words[0], weight * FIELD_WEIGHT["deep"] * typo
                )
        return best

    def _deep(self, candidate: Candidate, group: Group) -> bool:
        """Ask the index whether a word stands only in the texts below a record (the points of a document)."""
        key = id(group)
        if key not in self.deep:
            words = " AND ".join(f'"{t}"' for w in group.words for t in index_tokens(w))
            self.deep[key] = self.store.numbers_matching(f"deep : ({words})", CANDIDATES * 2)
        return candidate.n in self.deep[key]

    @staticmethod
    def _closeness(group: Group, text: str) -> float:
        """Reward the words of a name that stand together; a text that holds them apart counts half."""
        if len(group.words) < 2:
            return 1.0
        return 1.1 if _together(group.words, text) else 0.55

    def _finish(self, ranked: list[Ranked]) -> list[Hit]:
        records = self.store.by_numbers([r.candidate.n for r in ranked])
        return [
            Hit(record, _match(r.score, r.parts, r.partial, self.meaning.corrections), r.parts, _snippet(record, r.parts))
            for record, r in zip(records, ranked, strict=True)
        ]


def _holds(text: str, needles: list[str]) -> bool:
    for needle in needles:
        if needle not in text:
            return False
    return True


def _holds_any(text: str, needles: list[str]) -> bool:
    for needle in needles:
        if needle in text:
            return True
    return False


def _together(words: list[str], text: str) -> bool:
    """Tell whether words stand side by side in a text of ``word/stem`` pairs."""
    first = stem(words[0])
    at = text.find(f"/{first} ")
    while at >= 0:
        rest = text[at + len(first) + 2 :]
        if (
            all(pair.endswith(f"/{stem(w)}") for pair, w in zip(rest.split(" ", len(words) - 1)[: len(words) - 1], words[1:], strict=False))
            and rest
        ):
            return True
        at = text.find(f"/{first} ", at + 1)
    return False


def _place(ranked: Ranked) -> tuple[float, int]:
    return -round(ranked.score, 6), ranked.candidate.n


def _contiguous(words: list[str], candidate: Candidate) -> bool:
    plain = [w for w in words if not is_cjk(w)]
    return len(plain) > 1 and any(_together(plain, text) for text in (candidate.title, candidate.names, candidate.body))


def _match(score: float, parts: list[Part], partial: bool, corrections: dict[str, str]) -> dict[str, Any]:
    """Say why a hit is here, in the words of the contract: the weakest way that was needed names the match."""
    order = ("typo", "name", "synonym", "prefix", "stem", "native", "date", "exact")
    ways = {p.way for p in parts}
    via = next((w for w in order if w in ways), "exact")
    sure = ways & {"exact", "stem", "synonym", "date", "native", "prefix", "name"}
    corrected = "; ".join(f"{typed} -> {meant}" for typed, meant in corrections.items()) or None
    return {
        "via": via,
        "matched": [p.typed for p in parts],
        "corrected": corrected,
        "score": round(score, 3),
        "approximate": not sure,
        "partial": partial,
    }


def _snippet(record: Record, parts: list[Part]) -> str:
    """Cut the part of a record's text that shows the match, at most some 160 characters, at word borders."""
    text = record["title"] if record["kind"] == "point" else record["summary"]
    if len(text) <= 160:
        return str(text)
    low = text.lower()
    places = [at for p in parts for w in p.matched.lower().split() if (at := low.find(w[: max(4, len(w) - 3)])) >= 0]
    start = max(0, min(places, default=0) - 40)
    start = text.rfind(" ", 0, start) + 1 if start else 0
    end = text.find(" ", start + 150)
    end = len(text) if end < 0 else end
    return ("… " if start else "") + str(text[start:end]) + (" …" if end < len(text) else "")
