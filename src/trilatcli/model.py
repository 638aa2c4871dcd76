"""The records as people write them: one frozen dataclass per kind, one field per key of the YAML.

The dataclasses are the schema: ``curate.load`` reads a file by the annotations found here. A field ``from_`` stands for the
key ``from``. Readers never import this room; they get the published records out of the database.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, get_args

Level = Literal[
    "leader",
    "foreign-minister",
    "defense-minister",
    "national-security-adviser",
    "vice-minister",
    "chief-of-defense",
    "envoy",
    "assistant-secretary",
    "sectoral-minister",
    "working",
    "exercise",
    "institution",
]
LEVELS: tuple[str, ...] = get_args(Level)
"""The levels, highest first."""

DateBasis = Literal["stated", "document", "derived", "external"]
PointType = Literal["commitment", "position", "condemnation", "endorsement", "outcome", "background", "reference"]
DocumentType = Literal[
    "joint-statement",
    "fact-sheet",
    "readout",
    "joint-press-release",
    "press-release",
    "principles",
    "agreement",
    "memorandum",
    "remarks",
    "transcript",
    "media-note",
    "report",
]
InstrumentType = Literal["resolution", "agreement", "initiative", "statement", "arrangement", "framework"]
OrganizationType = Literal["international", "regional", "forum", "program", "agency", "conference"]
Mode = Literal["in-person", "virtual", "phone", "hybrid", "written"]
Role = Literal["head", "member", "host", "convener", "observer"]
PublisherType = Literal["government", "archive", "news", "mirror", "research", "reference", "organization"]

THREE = ("US", "JP", "KR")


class PartialDate(str):
    """A date in a record: ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``."""


class Text(str):
    """A text in our own words, one paragraph."""


@dataclass(frozen=True)
class Source:
    """Where a fact is written: a web page, or a document of the record and the place in it."""

    url: str = ""
    title: str = ""
    checked: PartialDate = PartialDate("")
    archived: str = ""
    document: str = ""
    locator: str = ""


@dataclass(frozen=True)
class Place:
    """Where an event took place; ``area`` is for exercises at sea or in the air; no ``mode`` where it is not known."""

    mode: Mode | None = None
    city: str = ""
    country: str = ""
    venue: str = ""
    area: str = ""


@dataclass(frozen=True)
class Participant:
    """Who took part: an official of the record, or people that the source does not name."""

    official: str = ""
    country: str = ""
    office: str = ""
    role: Role | None = None


@dataclass(frozen=True)
class Claim:
    """One side of a disagreement."""

    value: str
    from_: tuple[str, ...]


@dataclass(frozen=True)
class Dispute:
    """A disagreement between sources about one field, with every side."""

    field: str
    claims: tuple[Claim, ...]
    note: Text = Text("")


@dataclass(frozen=True)
class Point:
    """One sourced fact."""

    text: Text
    type: PointType
    topics: tuple[str, ...] = ()
    from_: tuple[str, ...] = ()
    locator: str = ""
    actors: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()
    events: tuple[str, ...] = ()


@dataclass(frozen=True)
class Event:
    """One meeting, call, exercise or act on one occasion."""

    title: str
    level: Level
    summary: Text
    place: Place = Place()
    date: PartialDate = PartialDate("")
    end_date: PartialDate = PartialDate("")
    window: str = ""
    date_basis: DateBasis = "external"
    series: str = ""
    round: int | None = None
    status: Literal["held", "announced", "cancelled"] = "held"
    scope: Literal["trilateral", "element", "context"] = "trilateral"
    participants: tuple[Participant, ...] = ()
    topics: tuple[str, ...] = ()
    points: dict[str, Point] = field(default_factory=dict)
    disputes: tuple[Dispute, ...] = ()
    note: Text = Text("")
    sources: dict[str, Source] = field(default_factory=dict)


@dataclass(frozen=True)
class NativeTitles:
    """The official title of a document in Japanese and Korean."""

    ja: str = ""
    ko: str = ""


@dataclass(frozen=True)
class Document:
    """A published text: a joint statement, a fact sheet, a readout."""

    title: str
    type: DocumentType
    date: PartialDate
    summary: Text
    native_titles: NativeTitles = NativeTitles()
    date_basis: DateBasis = "stated"
    dateline: str = ""
    issuers: tuple[str, ...] = ()
    joint: bool = False
    events: tuple[str, ...] = ()
    url: str = ""
    archived: str = ""
    coverage: Literal["full", "part", "none"] = "none"
    read: str = ""
    topics: tuple[str, ...] = ()
    points: dict[str, Point] = field(default_factory=dict)
    disputes: tuple[Dispute, ...] = ()
    note: Text = Text("")
    sources: dict[str, Source] = field(default_factory=dict)


@dataclass(frozen=True)
class Names:
    """An official's name in every script: ``kana`` is the reading of a Japanese name, ``en`` further spellings in Latin letters."""

    ja: tuple[str, ...] = ()
    kana: tuple[str, ...] = ()
    ko: tuple[str, ...] = ()
    hanja: tuple[str, ...] = ()
    en: tuple[str, ...] = ()


@dataclass(frozen=True)
class Office:
    """An office held, with its bounds where they are known."""

    title: str
    organization: str = ""
    since: PartialDate = PartialDate("")
    until: PartialDate = PartialDate("")
    from_: tuple[str, ...] = ()
    note: Text = Text("")


@dataclass(frozen=True)
class Official:
    """A person who took part, or whom a point mentions."""

    name: str
    family: str
    country: str
    given: str = ""
    names: Names = Names()
    offices: tuple[Office, ...] = ()
    note: Text = Text("")
    sources: dict[str, Source] = field(default_factory=dict)


@dataclass(frozen=True)
class Aliases:
    """What people call a thing, by language."""

    en: tuple[str, ...] = ()
    ja: tuple[str, ...] = ()
    ko: tuple[str, ...] = ()


@dataclass(frozen=True)
class Topic:
    """A subject of the talks, in a taxonomy of two levels."""

    title: str
    overview: Text
    parent: str = ""
    aliases: Aliases = Aliases()
    from_: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    note: Text = Text("")
    sources: dict[str, Source] = field(default_factory=dict)


@dataclass(frozen=True)
class Series:
    """A recurring meeting; its rounds follow from the events."""

    title: str
    overview: Text
    level: Level | None = None
    aliases: Aliases = Aliases()
    from_: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    note: Text = Text("")
    sources: dict[str, Source] = field(default_factory=dict)


@dataclass(frozen=True)
class Instrument:
    """A resolution, agreement, initiative or earlier statement that documents refer to."""

    title: str
    type: InstrumentType
    overview: Text
    symbol: str = ""
    date: PartialDate = PartialDate("")
    url: str = ""
    aliases: Aliases = Aliases()
    from_: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()
    note: Text = Text("")
    sources: dict[str, Source] = field(default_factory=dict)


@dataclass(frozen=True)
class Organization:
    """A body, forum or program that documents refer to."""

    title: str
    type: OrganizationType
    overview: Text
    aliases: Aliases = Aliases()
    from_: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()
    note: Text = Text("")
    sources: dict[str, Source] = field(default_factory=dict)


@dataclass(frozen=True)
class Publisher:
    """Who stands behind a host name."""

    name: str
    type: PublisherType
    official: bool = False
    country: str = ""


@dataclass(frozen=True)
class Country:
    """A country and what people call it."""

    title: str
    aliases: Aliases = Aliases()


@dataclass(frozen=True)
class LevelName:
    """A level of talks and what people call it."""

    title: str
    aliases: Aliases = Aliases()


@dataclass(frozen=True)
class Release:
    """The version of the data and the day up to which the record is meant to be complete."""

    version: str
    as_of: PartialDate
    out_of_scope: tuple[Text, ...] = ()
    known_gaps: tuple[Text, ...] = ()


Record = Event | Document | Official | Topic | Series | Instrument | Organization


@dataclass(frozen=True)
class Records:
    """All records, by kind and id."""

    event: dict[str, Event] = field(default_factory=dict)
    document: dict[str, Document] = field(default_factory=dict)
    official: dict[str, Official] = field(default_factory=dict)
    topic: dict[str, Topic] = field(default_factory=dict)
    series: dict[str, Series] = field(default_factory=dict)
    instrument: dict[str, Instrument] = field(default_factory=dict)
    organization: dict[str, Organization] = field(default_factory=dict)
    publishers: dict[str, Publisher] = field(default_factory=dict)
    countries: dict[str, Country] = field(default_factory=dict)
    levels: dict[str, LevelName] = field(default_factory=dict)
    renamed: dict[str, str] = field(default_factory=dict)
    release: Release = Release("", PartialDate(""))


FOLDERS: dict[str, type] = {
    "event": Event,
    "document": Document,
    "official": Official,
    "topic": Topic,
    "series": Series,
    "instrument": Instrument,
    "organization": Organization,
}


def folder_of(kind: str) -> str:
    """Name the folder that holds a kind: ``official`` lives in ``officials/``, ``series`` in ``series/``."""
    return kind if kind.endswith("s") else f"{kind}s"
