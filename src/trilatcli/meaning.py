"""What the words of a query mean: groups of words, each of them one thing that a record can hold.

A group is a word, a name in any spelling, a subject by one of its names, a date. Unknown words are corrected here, and every correction is told.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from math import log

from trilatcli.dates import Period, days_in
from trilatcli.query import Query
from trilatcli.store.queries import Alias, Store
from trilatcli.text import cjk_tokens, index_token, is_cjk, stem, term_token, words

MOST_CORRECTED = 8
"""Unknown words beyond this many are taken as they are: a pasted page is not a misspelt query."""
LONGEST_NAME, LONGEST_RUN = 8, 200
TERMS = {"country", "level", "place"}
"""What names no record but is a tag of many."""


class Group:
    """One thing that a query means, with the ways in which a record can hold it.

    ``targets`` are the records that it names, ``tags`` the index tokens of what is tied to them, ``speaks`` those of texts that call them by
    any of their names; ``verify`` is a pattern that the text itself must fit, as the index knows stems only.
    """

    def __init__(
        self,
        typed: str,
        words: Sequence[str],
        *,
        way: str = "exact",
        targets: Sequence[tuple[str, str]] = (),
        tags: Sequence[str] = (),
        speaks: Sequence[int] = (),
        corrected: str | None = None,
        verify: str | None = None,
        alternatives: Sequence[str] = (),
        named: bool = False,
    ) -> None:
        self.typed, self.words, self.way = typed, list(words), way
        self.targets, self.tags, self.speaks = list(targets), list(tags), list(speaks)
        self.corrected, self.verify, self.alternatives, self.named = corrected, verify, list(alternatives), named
        self.exact_needles: list[str] = []
        self.stem_needles: list[str] = []
        self.tag_needles: list[str] = []
        self.spoken: dict[str, list[str]] = {}

    def prepare(self) -> None:
        """Write down what to look for in the texts of candidates."""
        self.exact_needles = [f" {t}/" for w in self.words for t in (index_tokens(w) if is_cjk(w) else (w,))]
        self.stem_needles = [f"/{stem(t)} " for w in self.words for t in (index_tokens(w) if is_cjk(w) else (w,))]
        self.tag_needles = [f" {tag} " for tag in self.tags]
        self.spoken = {name: [f" x{name[0]}{n} " for n in self.speaks] for name in ("title", "names", "body")}

    def expression(self, *, exact: bool = False) -> str:
        """Write the group as a full-text expression: every token quoted, so nothing in a query is an operator."""
        ways = []
        if self.alternatives:
            ways.append(" OR ".join(f'"{s}"' for s in self.alternatives))
        elif self.words:
            ways.append(" AND ".join(f'"{t}"' for w in self.words for t in index_tokens(w)))
        if not exact:
            ways += [f'"{tag}"' for tag in (*self.tags, *(f"x{letter}{n}" for n in self.speaks for letter in "tnb"))]
        return " OR ".join(f"({w})" for w in ways)


@lru_cache(maxsize=512)
def index_tokens(word: str) -> tuple[str, ...]:
    """Give the tokens under which the index holds a word: its stem, or the pairs of a CJK run."""
    if not is_cjk(word):
        return (index_token(stem(word)),)
    return (word,) if len(word) == 1 else tuple(cjk_tokens(word)[len(word) :])


class Meaning:
    """Makes the groups of one query over an open database."""

    def __init__(self, store: Store, *, exact: bool = False) -> None:
        self.store, self.exact = store, exact
        self.corrections: dict[str, str] = {}
        self.size = max(store.size(), 1)
        self.guessed: set[str] = set()
        self.frequency: dict[str, int] = {}

    def groups(self, query: Query) -> list[Group]:
        """Make groups: names and topics first (the longest run of words that names something), then the words left."""
        found: list[Group] = []
        for phrase in query.phrases:
            text = " ".join(phrase)
            found.append(
                Group(
                    f'"{text}"',
                    phrase,
                    verify=r" " + " ".join(rf"{re.escape(t)}/\S+" for w in phrase for t in (index_tokens(w) if is_cjk(w) else (w,))) + " ",
                )
            )
        for prefix in query.prefixes:
            begun = sorted({index_token(s) for _, s, _ in self.store.words_from(prefix)})
            found.append(Group(f"{prefix}*", [], way="prefix", alternatives=begun, verify=f" {re.escape(prefix)}"))
        # Chatter counts inside a name only: Agreed Framework.
        telling = set(query.words)
        typed = self._corrected(query.typed, telling)
        telling |= set(typed) - set(query.typed)
        names = self._names(typed, telling)
        start = 0
        while start < len(typed):
            size, aliases = names.get(start, (0, []))
            if size:
                found.append(self._told(self._named(typed[start : start + size], aliases)))
            elif is_cjk(typed[start]):
                self._run(found, typed[start])
            elif typed[start] in telling:
                found.append(self._told(Group(typed[start], [typed[start]])))
            start += size or 1
        for date in query.dates:
            found.append(_dated(date.period))
        return list({group.typed: group for group in found}.values())  # said twice means no more than said once

    def titled(self, text: str) -> set[tuple[str, str]]:
        """Find the records whose title or id the whole text is, dates and all."""
        found = self.store.aliases(["".join(words(text))])
        return {(a.kind, a.id) for a in found if a.strength >= 4 and a.kind not in TERMS}

    def _told(self, group: Group) -> Group:
        """Mark a group that rests on a correction."""
        wrote = {meant: typed for typed, meant in self.corrections.items()}
        changed = [w for w in group.words if w in self.guessed]
        if changed:
            group.corrected, group.way = group.typed, "typo"
            group.typed = " ".join(wrote.get(w, w) for w in group.words)
        return group

    def _corrected(self, typed: list[str], telling: set[str]) -> list[str]:
        """Put in the place of unknown words what they most likely stand for; names that are known stay whole."""
        if self.exact:
            return typed
        plain = [w for w in typed if w in telling and not is_cjk(w)]
        known, stems = self.store.words(plain), self.store.stems([stem(w) for w in plain])
        self.frequency.update({w: known.get(w, 0) or stems.get(stem(w), 0) for w in plain})
        unknown = {w for w in plain if not self.frequency[w]}
        if not unknown:
            return typed
        whole = {at for start, (size, _) in self._names(typed, telling).items() for at in range(start, start + size)}
        out: list[str] = []
        start = 0
        while start < len(typed):
            word, after = typed[start], typed[start + 1] if start + 1 < len(typed) else ""
            if start in whole or word not in unknown:
                out.append(word)
            elif after and not is_cjk(after) and self.store.words([word + after]):
                out += self._correct(f"{word} {after}", [word + after])
                start += 1
            else:
                out += self._correct(word, self._guess(word, out[-1] if out else "", after))
            start += 1
        return out

    def _names(self, typed: list[str], telling: set[str]) -> dict[int, tuple[int, list[Alias]]]:
        """Find the runs of words that name a record, longest first, from left to right."""
        spans: dict[str, list[tuple[int, int]]] = {}
        for start in range(len(typed)):
            for size in range(min(LONGEST_NAME, len(typed) - start), 0, -1):
                run = typed[start : start + size]
                if not telling & {run[0], run[-1]}:
                    continue
                for key in {"".join(run), "".join(stem(w) for w in run)}:
                    spans.setdefault(key, []).append((start, size))
        found: dict[tuple[int, int], list[Alias]] = {}
        for alias in self.store.aliases(spans):
            if alias.strength >= (4 if self.exact else 1) and alias.kind not in ("event", "document"):
                for span in spans[alias.key]:
                    found.setdefault(span, []).append(alias)
        taken: dict[int, tuple[int, list[Alias]]] = {}
        free = [True] * len(typed)
        for (start, size), aliases in sorted(found.items(), key=lambda item: (-item[0][1], item[0][0])):
            if all(free[start : start + size]):
                free[start : start + size] = [False] * size
                strongest = max(a.strength for a in aliases)
                taken[start] = (size, [a for a in aliases if a.strength >= min(strongest, 3)])
        return taken

    def _named(self, run: list[str], aliases: list[Alias]) -> Group:
        """Make the group of a name: its words, or a tie to what it names."""
        kinds = {a.kind for a in aliases}
        way = "native" if any(a.way == "native" for a in aliases) else "synonym"
        numbers = self.store.numbers([(a.kind, a.id) for a in aliases if a.kind not in TERMS])
        tags = [f"xr{n}" for n in sorted(set(numbers.values()))] + [term_token(a.kind, a.id) for a in aliases if a.kind in TERMS]
        if self.exact:
            tags = []
        targets = [(a.kind, a.id) for a in aliases if a.kind not in TERMS]
        return Group(
            " ".join(run),
            run,
            way=way,
            targets=targets,
            tags=tags,
            named=not kinds <= TERMS,
            speaks=[] if self.exact else sorted(set(numbers.values())),
        )

    def _run(self, found: list[Group], run: str) -> None:
        """Cut a CJK run at the names inside it, longest first; what is left is looked for as it stands."""
        run = run[:LONGEST_RUN]
        spans = {run[i:j]: (i, j) for i in range(len(run)) for j in range(i + 2, min(len(run), i + 16) + 1)}
        named: dict[str, list[Alias]] = {}
        for alias in self.store.aliases(spans):
            if alias.strength >= 1:
                named.setdefault(alias.key, []).append(alias)
        for key in sorted(named, key=lambda k: (-len(k), spans[k][0])):
            if key in run:
                found.append(self._named([key], named[key]))
                run = run.replace(key, " ")
        for left in run.split():
            begun = (
                {(a.kind, a.id): a for a in self.store.aliases_from(left) if a.kind == "official" and a.strength >= 3}
                if len(left) <= 3
                else {}
            )
            if len(begun) == 1:
                found.append(self._named([left], list(begun.values())))
            elif len(left) > 1 or not found:
                pairs = index_tokens(left)
                counts = self.store.words(pairs)
                self.frequency[left] = min((counts.get(p, 0) for p in pairs), default=0)
                found.append(Group(left, [left], way="native"))

    def _guess(self, word: str, before: str, after: str) -> list[str]:
        """Guess what an unknown word stands for: the nearest known word, or two known ones written as one; itself if nothing is near.

        A word of four letters is corrected only to what makes a name with its neighbor: Camp Davd is Camp David.
        """
        from trilatcli.match import closest_words

        if len(self.corrections) >= MOST_CORRECTED:
            return [word]
        vocabulary = self.store.vocabulary(len(word) - 2, len(word) + 2)
        guesses = closest_words(word, list(vocabulary), most=8)
        if not guesses and len(word) == 4:
            guesses = [g for g in closest_words(word, list(vocabulary), most=8, short=True) if self._names_with(g.word, before, after)]
        if guesses:
            return [max(guesses, key=lambda g: (vocabulary[g.word], g.word)).word]
        halves = [[word[:cut], word[cut:]] for cut in range(3, len(word) - 2)]
        known = self.store.words([half for pair in halves for half in pair])
        return max((pair for pair in halves if all(w in known for w in pair)), key=lambda pair: min(known[w] for w in pair), default=[word])

    def _names_with(self, word: str, before: str, after: str) -> bool:
        """Tell whether a word and one of its neighbors begin the name of something."""
        pairs = [one + other for one, other in ((before, word), (word, after)) if one and other]
        return any(self.store.aliases_from(pair, limit=1) for pair in pairs)

    def _correct(self, typed: str, meant: list[str]) -> list[str]:
        """Note that something was read as something else."""
        if meant != [typed]:
            self.corrections[typed] = " ".join(meant)
            self.guessed.update(meant)
            self.frequency.update(self.store.words(meant))
        return meant

    def correct_names(self, query: Query, groups: list[Group]) -> None:
        """Where words are unknown, try the whole as another spelling of a Korean or Japanese name."""
        latin = [g for g in groups if g.words and not g.named and not g.tags and g.words[0].isascii()]
        if self.exact or not latin or (all(self._weight_known(g) for g in latin) and not self.corrections):
            return
        from trilatcli.romanize import query_codes

        latin_words = [w for w in query.words if w.isascii() and w.isalpha()]
        found = {(a.kind, a.id) for a in self.store.aliases(query_codes(latin_words))}
        if len(found) == 1:
            numbers = self.store.numbers(list(found))
            target = next(iter(found))
            record = self.store.find(*target)
            name = record["title"] if record else target[1]
            self.corrections.clear()
            self.corrections[" ".join(latin_words)] = name
            groups[:] = [g for g in groups if g not in latin and not set(g.words) & set(latin_words)]
            groups.append(
                Group(
                    " ".join(latin_words),
                    [],
                    way="name",
                    targets=[target],
                    tags=[f"xr{n}" for n in numbers.values()],
                    corrected=name,
                    named=True,
                )
            )

    def _weight_known(self, group: Group) -> bool:
        return group.corrected is None and all(self.frequency.get(w, 1) for w in group.words)

    def idf(self, group: Group) -> float:
        """Weigh a group by how rare its rarest word is: ln(1 + records / (records with it + 1))."""
        counts = [self.frequency[w] for w in group.words if w in self.frequency]
        unknown = [w for w in group.words if w not in self.frequency]
        if unknown:
            tokens = [t for w in unknown for t in (w, *(index_tokens(w) if is_cjk(w) else ()))]
            known = self.store.words(tokens)
            for w in unknown:
                self.frequency[w] = known.get(w, 0) or max((known.get(t, 0) for t in index_tokens(w)), default=0)
                counts.append(self.frequency[w])
        rarest = min(counts, default=self.size // 50)
        if rarest == 0 and group.tags:
            rarest = self.size // 50
        return log(1 + self.size / (rarest + 1))


def _dated(period: Period) -> Group:
    """Make the group of a date: every record of one of its days, months or years."""
    start, end = period
    tags: list[str] = []
    if start[5:] == "01-01" and end[5:] == "12-31":
        tags = [term_token("d", str(y)) for y in range(int(start[:4]), min(int(end[:4]), int(start[:4]) + 30) + 1)]
    elif start[:7] == end[:7] and start[8:] == "01" and int(end[8:]) == days_in(int(end[:4]), int(end[5:7])):
        tags = [term_token("d", start[:7])]
    elif start[:7] == end[:7]:
        tags = [term_token("d", f"{start[:8]}{day:02}") for day in range(int(start[8:]), int(end[8:]) + 1)]
    year = start[:4] if start[5:] == "01-01" and end == f"{start[:4]}-12-31" else ""
    return Group(year or start if start == end else year or f"{start}..{end}", [year] if year else [], way="date", tags=tags)
