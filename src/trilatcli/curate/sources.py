"""Who published a source, and what that makes of a fact: publishers by host, confidence by sources."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

from trilatcli.model import Publisher, Source


def host_of(url: str) -> str:
    """Give the host of a URL, without ``www.``; empty for what is no URL."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def publisher_of(url: str, publishers: Mapping[str, Publisher]) -> Publisher | None:
    """Find the publisher of a URL: the longest listed host that its host equals or ends with."""
    parts = host_of(url).split(".")
    for n in range(len(parts)):
        name = ".".join(parts[n:])
        if (found := publishers.get(name) or publishers.get(f"www.{name}")) is not None:
            return found
    return None


def confidence(sources: Iterable[Source], publishers: Mapping[str, Publisher]) -> str:
    """Call a record *confirmed* with one official source or two independent publishers, else *single-source*.

    A document of the record counts as official; a mirror counts as one more publisher only beside one that is none.
    """
    independent, mirrored = set(), False
    for source in sources:
        if source.document:
            return "confirmed"
        publisher = publisher_of(source.url, publishers)
        if publisher is None:
            continue
        if publisher.official:
            return "confirmed"
        if publisher.type == "mirror":
            mirrored = True
        else:
            independent.add(publisher.name)
    return "confirmed" if len(independent) + mirrored >= 2 else "single-source"
