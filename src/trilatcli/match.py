"""Pure matching of misspelt words and names: strings in, scored matches out. Alone imports rapidfuzz.

Budgets: one edit from five letters, two from nine; a transposition counts one and is allowed from four letters; another first letter costs one
more. Numbers and years are never corrected: 2231 is not 2321.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract


class Guess(NamedTuple):
    """A known word that a written one may stand for."""

    word: str
    edits: int


def budget(word: str) -> int:
    """Say how many edits a word may be away from a known one."""
    if any(c.isdigit() for c in word):
        return 0
    return 2 if len(word) >= 9 else 1 if len(word) >= 4 else 0


def _cost(word: str, known: str, edits: int, short: bool) -> int:
    """Weigh an edit distance: another first letter costs one more; where either has four letters only a transposition counts."""
    if not short and min(len(word), len(known)) <= 4 and sorted(word) != sorted(known):
        return 9
    swapped = word[:2] == known[1::-1]
    return edits + (word[0] != known[0] and not swapped)


def closest_words(word: str, known: Sequence[str], *, most: int = 3, short: bool = False) -> list[Guess]:
    """Find the known words that a misspelt one may stand for; only those at the nearest distance are kept.

    ``short``: words of four letters may be an edit away too, for callers that can check the guess.
    """
    allowed = budget(word)
    if not allowed:
        return []
    found = [
        Guess(w, _cost(word, w, int(edits), short))
        for w, edits, _ in extract(word, known, scorer=OSA.distance, score_cutoff=allowed, limit=50)
        if len(w) > 3 and not any(c.isdigit() for c in w)
    ]
    fitting = [g for g in found if g.edits <= allowed]
    if not fitting:
        return []
    nearest = min(g.edits for g in fitting)
    return [g for g in fitting if g.edits == nearest][:most]


def closest_names(name: str, known: Iterable[tuple[str, str]]) -> list[tuple[str, int]]:
    """Find whose name a misspelt one may be: (id, edits) by the nearest key, one edit from five letters, two from ten, three from sixteen."""
    allowed = 3 if len(name) >= 16 else 2 if len(name) >= 10 else 1 if len(name) >= 5 else 0
    if not allowed:
        return []
    best: dict[str, int] = {}
    for key, id in known:
        if abs(len(key) - len(name)) > allowed or key[:1] not in name[:2]:
            continue
        edits = OSA.distance(name, key, score_cutoff=allowed)
        if edits <= allowed and edits < best.get(id, 9):
            best[id] = int(edits)
    if not best:
        return []
    nearest = min(best.values())
    return sorted((id, edits) for id, edits in best.items() if edits == nearest)


def nearest_titles(text: str, known: Sequence[tuple[str, str]], *, most: int = 3) -> list[str]:
    """Suggest the ids whose keys look most like a text, for "did you mean"; loose on purpose."""
    cutoff = len(text) // 3 if len(text) > 2 else 0
    choices = {n: key for n, (key, _) in enumerate(known)}
    ids: list[str] = []
    for _, _, n in extract(text, choices, scorer=OSA.distance, score_cutoff=cutoff, limit=20):
        if (id := known[n][1]) not in ids:
            ids.append(id)
    return ids[:most]
