"""The JSON Schemas of what ``--json`` prints: one for each kind of record, one for the envelope."""

from __future__ import annotations

from typing import Any

from trilatcli.model import LEVELS

Schema = dict[str, Any]

DRAFT = "https://json-schema.org/draft/2020-12/schema"
TEXT: Schema = {"type": "string"}
MAYBE: Schema = {"type": ["string", "null"]}
TEXTS: Schema = {"type": "array", "items": TEXT}
COUNT: Schema = {"type": "integer", "minimum": 0}
FLAG: Schema = {"type": "boolean"}
DATE: Schema = {"type": ["string", "null"], "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$"}
COUNTRY: Schema = {"type": "string", "pattern": "^[A-Z]{2}$"}
BASIS: Schema = {"enum": ["stated", "document", "derived", "external"]}
LEVEL: Schema = {"enum": list(LEVELS)}
CONFIDENCE: Schema = {"enum": ["confirmed", "single-source"]}


def mapping(properties: dict[str, Schema], *, optional: tuple[str, ...] = ()) -> Schema:
    """Describe an object: every property is required but the optional ones, and there are no others."""
    return {
        "type": "object",
        "properties": properties,
        "required": [p for p in properties if p not in optional],
        "additionalProperties": False,
    }


def many(items: Schema, **more: Any) -> Schema:
    """Describe a list."""
    return {"type": "array", "items": items, **more}


SOURCE = mapping(
    {
        "title": TEXT,
        "publisher": TEXT,
        "url": TEXT,
        "locator": MAYBE,
        "official": FLAG,
        "checked": TEXT,
        "archived": TEXT,
        "document": TEXT,
    },
    optional=("archived", "document"),
)
SOURCES = many(SOURCE, minItems=1)
DISPUTES = many(mapping({"field": TEXT, "claims": many(mapping({"value": TEXT, "sources": many(SOURCE)}), minItems=2), "note": MAYBE}))
ALIASES = mapping({"en": TEXTS, "ja": TEXTS, "ko": TEXTS})
MATCH = mapping(
    {
        "via": {"enum": ["exact", "stem", "prefix", "synonym", "typo", "name", "native", "date"]},
        "matched": TEXTS,
        "corrected": MAYBE,
        "score": {"type": "number"},
        "approximate": FLAG,
        "partial": FLAG,
        "parts": many(mapping({"typed": TEXT, "field": TEXT, "way": TEXT, "matched": TEXT, "score": {"type": "number"}})),
    },
    optional=("parts",),
)
PARTICIPANT = mapping(
    {"id": MAYBE, "name": TEXT, "country": COUNTRY, "office": MAYBE, "role": {"enum": ["head", "member", "host", "convener", "observer"]}}
)
PLACE = mapping(
    {
        "city": MAYBE,
        "country": MAYBE,
        "mode": {"enum": ["in-person", "virtual", "phone", "hybrid", "written", None]},
        "venue": MAYBE,
        "area": MAYBE,
    }
)
OFFICE = mapping(
    {
        "title": TEXT,
        "organization": MAYBE,
        "since": DATE,
        "until": DATE,
        "note": MAYBE,
        "sources": many(SOURCE),
        "known_by": {"enum": ["tenure", "events"]},
    },
    optional=("known_by",),
)
MENTION: Schema = {"oneOf": [{"type": "null"}, mapping({"date": DATE, "point": TEXT})]}
NEIGHBOR: Schema = {"oneOf": [{"type": "null"}, mapping({"id": TEXT, "date": DATE, "title": TEXT})]}


def _record(kind: str, own: dict[str, Schema], card: dict[str, Schema]) -> Schema:
    """Describe a record: what every kind has, its own keys, what its card adds, and what a search hit adds."""
    base: dict[str, Schema] = {"kind": {"const": kind}, "id": TEXT, "title": TEXT, "summary": TEXT, "sources": SOURCES}
    found = mapping({**base, **own, **card, "match": MATCH, "snippet": TEXT}, optional=(*card, "match", "snippet"))
    return {"$schema": DRAFT, "title": kind, **found}


def _ref(kind: str) -> Schema:
    return {"$ref": f"{kind}.json"}


def kinds() -> dict[str, Schema]:
    """Give the schema of each kind of record."""
    point = {
        "date": DATE, "date_basis": BASIS, "type": {"enum": ["commitment", "position", "condemnation", "endorsement", "outcome", "background", "reference"]}, "document": MAYBE,
        "paragraph": {"type": ["integer", "null"], "minimum": 1}, "event": MAYBE, "events": TEXTS, "actors": many(COUNTRY), "topics": TEXTS, "mentions": TEXTS,
    }  # fmt: skip
    event = {
        "date": DATE, "end_date": DATE, "window": MAYBE, "date_basis": BASIS, "level": LEVEL, "series": MAYBE, "round": {"type": ["integer", "null"], "minimum": 1}, "status": {"enum": ["held", "announced", "cancelled"]},
        "scope": {"enum": ["trilateral", "element", "context"]}, "place": PLACE, "participants": many(PARTICIPANT), "topics": TEXTS, "documents": TEXTS, "points": COUNT, "confidence": CONFIDENCE,
        "disputes": DISPUTES, "note": MAYBE,
    }  # fmt: skip
    document = {
        "date": DATE, "date_basis": BASIS, "type": TEXT, "native_titles": mapping({"ja": MAYBE, "ko": MAYBE}), "dateline": MAYBE, "issuers": TEXTS, "joint": FLAG, "events": TEXTS, "url": MAYBE, "archived": MAYBE,
        "coverage": {"enum": ["full", "part", "none"]}, "read": MAYBE, "topics": TEXTS, "points": COUNT, "confidence": CONFIDENCE, "disputes": DISPUTES, "note": MAYBE,
    }  # fmt: skip
    official = {
        "name": TEXT, "native_name": MAYBE, "country": COUNTRY, "office": MAYBE, "family": TEXT, "given": MAYBE, "names": {"type": "object", "additionalProperties": TEXTS}, "offices": many(OFFICE),
        "took_part": FLAG, "events": COUNT, "note": MAYBE,
    }  # fmt: skip
    topic = {
        "parent": MAYBE,
        "children": TEXTS,
        "related": TEXTS,
        "aliases": ALIASES,
        "points": COUNT,
        "first_mention": MENTION,
        "latest_mention": MENTION,
        "note": MAYBE,
    }
    series = {
        "level": {"enum": [*LEVEL["enum"], None]},
        "aliases": ALIASES,
        "events": COUNT,
        "first": DATE,
        "latest": DATE,
        "rounds": {"type": ["integer", "null"]},
        "disputes": DISPUTES,
        "note": MAYBE,
    }
    organization = {"type": TEXT, "aliases": ALIASES, "topics": TEXTS, "mentions": TEXTS, "note": MAYBE}
    instrument = {**organization, "symbol": MAYBE, "date": DATE, "url": MAYBE}
    person = mapping({"id": TEXT, "name": TEXT, "country": COUNTRY, "events": COUNT})
    cards: dict[str, dict[str, Schema]] = {
        "event": {"facts": many(_ref("point")), "papers": many(_ref("document")), "previous": NEIGHBOR, "next": NEIGHBOR},
        "document": {"facts": many(_ref("point"))},
        "official": {
            "on": {"oneOf": [{"type": "null"}, mapping({"date": TEXT, "offices": many(OFFICE)})]}, "attended": many(_ref("event")), "counterparts": many(person), "papers": many(_ref("document")),
            "spoken_of": many(_ref("point")),
            "whole": FLAG, "topics": many(mapping({"id": TEXT, "title": TEXT, "events": COUNT})),
        },
        "topic": {
            "total_facts": COUNT, "arc": many({"type": "array", "prefixItems": [TEXT, COUNT], "minItems": 2, "maxItems": 2}), "facts": many(_ref("point")), "discussed_in": many(_ref("event")),
            "papers": many(_ref("document")), "people": many(person), "whole": FLAG,
        },
        "series": {"meetings": many(_ref("event"))},
        "instrument": {"referred": many(_ref("point"))},
        "organization": {"referred": many(_ref("point"))},
        "point": {},
    }  # fmt: skip
    own = {
        "event": event,
        "document": document,
        "official": official,
        "topic": topic,
        "series": series,
        "instrument": instrument,
        "organization": organization,
        "point": point,
    }
    return {kind: _record(kind, own[kind], cards[kind]) for kind in own}


def envelope() -> Schema:
    """Give the schema of the envelope; ``sql`` and ``about`` put records of their own into it."""
    return {
        "$schema": DRAFT,
        "title": "envelope",
        **mapping(
            {
                "schema": {"const": 1}, "data_version": {"type": "string", "pattern": r"^\d{4}\.\d{1,2}\.\d+$"}, "as_of": {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}, "command": TEXT,
                "query": {"type": "object"}, "status": {"enum": ["found", "empty", "not_found", "ambiguous"]}, "total": COUNT, "results": many({"type": "object"}), "notes": TEXTS,
            }
        ),
        "if": {"properties": {"command": {"enum": ["sql", "about"]}}},
        "else": {"properties": {"results": many({"oneOf": [_ref(kind) for kind in kinds()]})}},
    }  # fmt: skip


def all_schemas() -> dict[str, Schema]:
    """Give every schema by its name."""
    return {"envelope": envelope(), **kinds()}
