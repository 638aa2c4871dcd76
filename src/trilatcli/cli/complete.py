"""Shell completion: ids of records, levels, countries, kinds, places. Never fails, never prints."""

from __future__ import annotations

from contextlib import closing

from trilatcli.errors import TrilatError
from trilatcli.store.database import open_database
from trilatcli.store.queries import KINDS, Store


def ids(kind: str, incomplete: str) -> list[tuple[str, str]]:
    """Give the ids of a kind that begin with what was typed, with their titles."""
    if kind == "kind":
        return [(k, k) for k in KINDS if k.startswith(incomplete)]
    try:
        with closing(open_database()) as connection:
            store = Store(connection)
            if kind in ("country", "level"):
                return [(id, title) for id, title in store.terms(kind) if id.startswith(incomplete)]
            if kind == "place":
                return [(place, f"{events} events") for place, events in store.places() if place.startswith(incomplete)]
            return store.ids(kind, incomplete)
    except TrilatError:
        return []
