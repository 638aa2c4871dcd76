"""Templates of new records: every key of a kind, with what goes into it, ready to fill in."""

from __future__ import annotations

import re
from pathlib import Path

from trilatcli import model
from trilatcli.errors import BuildFailed, UsageFault

_SOURCES = """\
sources:                   # where it is written, the best first; the host must stand in publishers.yaml
  a: {{url: "", title: "", checked: }}
"""
_POINT = """\
points:                    # one sourced fact each; the key is {key}
  {number}:
    text:
    type:                  # {types}
    topics: []
    {origin}
"""
_TYPES = "commitment | position | condemnation | endorsement | outcome | background | reference"
_NAMED = """\
title:
{own}aliases: {{{{en: [], ja: [], ko: []}}}}
overview:                  # a few sentences in our own words, each resting on `from`
from: a
"""

_TEMPLATES = {
    "event": """\
title:                     # plain and specific, at most 80 characters
date: {date}
end_date:                  # only for more than one day
date_basis: external       # stated | document | derived | external
level:                     # {levels}
series:                    # an id in series/; leave empty when it belongs to none
round:                     # only where a source numbers it
status: held               # held | announced | cancelled
scope: trilateral          # trilateral | element | context
place: {{city: , country: , mode: in-person}}
summary:                   # one or two sentences in our own words
participants:              # the first of a country is its head
  - {{official: , office: }}
  - {{official: , office: }}
  - {{official: , office: }}
topics: []
"""
    + _POINT.format(key="a number of its own", number=1, types=_TYPES, origin="from: a")
    + _SOURCES,
    "document": """\
title:                     # the official title in English
native_titles: {{ja: , ko: }}
type:                      # joint-statement | fact-sheet | readout | joint-press-release | press-release | principles | agreement | memorandum | remarks | transcript | media-note | report
date: {date}
date_basis: stated
dateline:
issuers: []
joint: false               # true: put out by the three together
events: []
url:
coverage: none             # full | part | none
read:                      # which part of the text the points cover
summary:
"""
    + _POINT.format(key="paragraph.number", number="1.1", types=_TYPES, origin="mentions: []")
    + _SOURCES,
    "official": """\
name:                      # the published English spelling, in its published order
family:
given:
country:                   # US | JP | KR
names: {{ja: , kana: , ko: , hanja: , en: []}}
offices:                   # oldest first; bounds only where known
  - {{title: , organization: , since: , until: , from: a}}
"""
    + _SOURCES,
    "topic": _NAMED.format(own="parent:\n") + _SOURCES,
    "series": _NAMED.format(own="level:                     # {levels}\n") + _SOURCES,
    "instrument": _NAMED.format(
        own="type:                      # resolution | agreement | initiative | statement | arrangement | framework\nsymbol:\ndate:\n"
    )
    + _SOURCES,
    "organization": _NAMED.format(own="type:                      # international | regional | forum | program | agency | conference\n")
    + _SOURCES,
}


def write_template(folder: Path, kind: str, id: str) -> Path:
    """Write the template of a new record and return its path. Raises UsageFault for a wrong kind or id, or one that exists."""
    if kind not in _TEMPLATES:
        raise UsageFault(f"unknown kind {kind!r}", f"known: {', '.join(_TEMPLATES)}")
    if not re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", id):
        raise UsageFault(
            f"{id!r} is no id",
            "lower-case ASCII words joined by hyphens, for an event its date first: 2026-12-05-foreign-ministers-brussels",
        )
    dated = re.match(r"\d{4}(?:-\d{2}(?:-\d{2})?)?(?=-)", id)
    if not folder.is_dir():
        raise UsageFault(f"there is no folder {folder}", "run this beside data/records, or name the folder with --records")
    home = folder / model.folder_of(kind)
    if kind in ("event", "document"):
        home /= dated[0][:4] if dated else "undated"
    path = home / f"{id}.yaml"
    if any((folder / model.folder_of(kind)).rglob(f"{id}.yaml")):
        raise UsageFault(f"{kind} {id} already exists")
    try:
        home.mkdir(parents=True, exist_ok=True)
        path.write_text(_TEMPLATES[kind].format(date=dated[0] if dated else "", levels=" | ".join(model.LEVELS)), encoding="utf-8")
    except OSError as fault:
        raise BuildFailed(path, fault.strerror or str(fault)) from None
    return path
