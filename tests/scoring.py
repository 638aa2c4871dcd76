"""Judge graded queries: each is asked of the program in this process and judged by what a script would see.

A row with ``expect`` is positive: few right answers (``scope: specific``) are judged by where the best one stands, many
(``scope: broad``) by how many of the first five are right, filters and timelines by whether all that is wanted is there and
nothing that is not. A row without ``expect`` is negative: nothing may be found, or only what says of itself that it is a guess.
"""

from __future__ import annotations

import contextlib
import io
import json
import re
import time
from typing import Any, NamedTuple

from conftest import Done
from trilatcli.cli.app import main
from trilatcli.dates import spell

Record = dict[str, Any]
Row = dict[str, Any]

OPTION = {"from": "since", "to": "until"}
RAW = re.compile(r"Traceback \(most recent|sqlite3?\.\w*Error|fts5: syntax|no such column")


class Verdict(NamedTuple):
    """What came of one row: did it pass, what it scored (``mrr`` only where one best answer is wanted), and what to tell."""

    row: Row
    passed: bool
    mrr: float | None
    told: str

    def __str__(self) -> str:
        return f"{self.row['id']} {self.row['command']} {self.row['query']!r}: {self.told}"


def call(*arguments: str) -> Done:
    """Run the program in this process with streams of its own."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="") for _ in range(2))
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main(list(arguments))
    texts = []
    for stream in (out, err):
        stream.flush()
        texts.append(stream.buffer.getvalue().decode("utf-8"))  # type: ignore[attr-defined]
    return Done(code, *texts)


def arguments_of(row: Row) -> list[str]:
    """Write the call that a row stands for."""
    filters = dict(row.get("filters") or {})
    text = filters.pop("query", None) if row.get("filters") else row["query"]
    options = [part for name, value in filters.items() for part in (f"--{OPTION.get(name, name)}", str(value))]
    words = [] if text is None else ["--", text] if not text.startswith("--") else [text]
    return [row["command"], "--json", *options, *words]


def shown(record: Record) -> str:
    """Give the text by which a result is judged: the title on the first line, then everything else that identifies it."""
    date = record.get("date") or ""
    place = record.get("place") or {}
    lines = [record.get("title") or record.get("name") or ""]
    lines += [str(record.get(f) or "") for f in ("name", "native_name", "date", "end_date", "summary", "series", "office", "country")]
    lines += [spell(date) if date else "", " ".join(str(v) for v in place.values() if v)]
    lines += [p["name"] or "" for p in record.get("participants") or []]
    return "\n".join([lines[0], *(line for line in lines[1:] if line)])


def fits(wanted: Row, record: Record) -> bool:
    """Tell whether a result is one of those that a row asks for."""
    kind = record.get("kind", "")
    right = {"official": kind == "official", "event-or-document": kind in ("event", "document"), "any-but-official": kind != "official"}
    return right.get(wanted.get("type", "any"), True) and bool(re.search(wanted["match"], shown(record), re.I | re.S))


def grades(expect: list[Row], results: list[Record]) -> list[int]:
    """Grade each result by the best wanted thing that it is and that none above it was."""
    left = sorted(expect, key=lambda wanted: -wanted["grade"])
    given = []
    for record in results:
        first = next((wanted for wanted in left if fits(wanted, record)), None)
        if first is not None:
            left.remove(first)
        given.append(first["grade"] if first else 0)
    return given


def _positive(row: Row, results: list[Record]) -> Verdict:
    expect = row["expect"]
    told = f"first: {[r.get('title') for r in results[:3]]}"
    if row["kind"] == "filter" or row["command"] == "timeline":
        missing = [w["what"] for w in expect if w["grade"] >= 2 and not any(fits(w, r) for r in results)]
        titles = [r.get("title") or "" for r in results]
        unwanted = [t for t in titles for no in row.get("must_not") or [] if re.search(no["match"], t, re.I | re.S)]
        limit = (row.get("filters") or {}).get("limit")
        dates = [r.get("date") or "" for r in results]
        unordered = row["command"] == "timeline" and dates != sorted(dates)
        good = not missing and not unwanted and not unordered and (not limit or len(results) <= int(limit))
        return Verdict(row, good, None, f"missing {missing}, unwanted {unwanted[:3]}")
    if row.get("scope") == "broad":
        top = results[:5]
        right = sum(any(fits(w, r) for w in expect) for r in top)
        return Verdict(row, bool(top) and right / len(top) >= 0.6, None, f"{right} of {len(top)} right; {told}")
    best = max(w["grade"] for w in expect)
    given = grades(expect, results[:10])
    mrr = 1 / (given.index(best) + 1) if best in given else 0.0
    return Verdict(row, mrr >= 0.5, mrr, told)


def _negative(row: Row, done: Done, answer: Record, seconds: float) -> Verdict:
    rule = row.get("behaviour") or {}
    results = answer.get("results", [])
    owned = answer.get("status") == "not_found" or all(
        r.get("match", {}).get("approximate") or r.get("match", {}).get("partial") for r in results
    )
    wanted = rule.get("results", "any")
    faults = [
        *(["raw text of the database"] if RAW.search(done.out + done.err) else []),
        *([f"exit code {done.code}"] if done.code not in rule.get("exit_codes", [done.code]) else []),
        *([f"{seconds:.1f} s"] if seconds > rule.get("max_seconds", seconds) else []),
        *(["no JSON"] if done.code == 0 and not answer else []),
        *(["found something"] if results and (wanted == "none" or (wanted == "none-or-flagged" and not owned)) else []),
    ]
    return Verdict(row, not faults, None, f"{', '.join(faults)}; first: {[r.get('title') for r in results[:2]]}")


def judge(row: Row) -> Verdict:
    """Ask one row and judge the answer."""
    arguments = arguments_of(row)
    if any("\0" in a for a in arguments):
        return Verdict(row, True, None, "no program can be given this")
    started = time.monotonic()
    done = call(*arguments)
    seconds = time.monotonic() - started
    answer = json.loads(done.out) if done.out.strip() else {}
    return _positive(row, answer.get("results", [])) if row["expect"] else _negative(row, done, answer, seconds)
