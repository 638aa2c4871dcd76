"""Throw random and mutated calls at the program, in process, and count what comes back.

    python benchmarks/fuzz.py 100000          a summary; exit 1 where a call broke the contract

Queries, names and filters are real ones of the evaluation files, mutated by letters, words, operators, scripts and control characters, and
random strings of any Unicode. Allowed: the exit codes 0, 1 and 2, no exception, no control character on standard output, two seconds.
"""

from __future__ import annotations

import contextlib
import csv
import io
import random
import sys
import time
from collections import Counter
from pathlib import Path

import yaml

from trilatcli.cli.app import main

ROOT = Path(__file__).resolve().parent.parent
ODD = [
    '"',
    "'",
    "*",
    "-",
    "(",
    ")",
    ":",
    "^",
    "%",
    "--",
    "..",
    "\\",
    "[b]",
    "[/]",
    "\x1b[31m",
    "\x00",
    "\u202e",
    "\ud800",
    "😀",
    "é",
    "岸",
    "한",
    "ｷ",
    "OR",
    "AND",
    "NOT",
    "NEAR",
    "; DROP TABLE",
    "<x>",
    "2016-02-30",
    "9" * 30,
    "\t\n",
]
COMMANDS = ("search",) * 5 + ("official",) * 2 + ("topic", "event", "document", "series", "instrument", "organization", "timeline")
FILTERS = ("--topic", "--official", "--country", "--level", "--series", "--kind", "--place", "--since", "--until")
SLOW, STEERING = 2.0, set(map(chr, [*range(0x09), *range(0x0B, 0x20), *range(0x7F, 0xA0)]))


def seeds() -> list[str]:
    """Gather real queries and names."""
    queries = [str(row["query"]) for row in yaml.safe_load((ROOT / "tests" / "queries.yaml").read_text(encoding="utf-8"))["queries"]]
    with open(ROOT / "tests" / "names.csv", encoding="utf-8") as file:
        return queries + [row["query"] for row in csv.DictReader(file)]


def mutate(rng: random.Random, known: list[str]) -> str:
    """Make one string: a real query changed a little or a lot, or anything at all."""
    if rng.random() < 0.15:
        return "".join(
            chr(
                rng.choice(
                    (rng.randrange(0x20, 0x7F), rng.randrange(0xA0, 0x3000), rng.randrange(0x3000, 0xD7FF), rng.randrange(0x10000, 0x1FFFF))
                )
            )
            for _ in range(rng.randrange(0, 40))
        )
    text = list(rng.choice(known))
    for _ in range(rng.randrange(0, 4)):
        at = rng.randrange(len(text) + 1)
        way = rng.randrange(5)
        if way == 0 and text:
            del text[min(at, len(text) - 1)]
        elif way == 1:
            text.insert(at, rng.choice(ODD))
        elif way == 2 and len(text) > 1:
            at = min(at, len(text) - 2)
            text[at], text[at + 1] = text[at + 1], text[at]
        elif way == 3:
            text[at:at] = " " + rng.choice(known) + " "
        else:
            text.insert(at, chr(rng.randrange(0x20, 0x3100)))
    return "".join(text)


def call(rng: random.Random, known: list[str]) -> list[str]:
    """Make one call of the program."""
    arguments = [rng.choice(COMMANDS), "--format", rng.choice(("json", "json", "jsonl", "csv", "tsv", "md", "table"))]
    for _ in range(rng.choice((0, 0, 0, 0, 1, 1, 2))):
        arguments += [rng.choice(FILTERS), mutate(rng, known)]
    if rng.random() < 0.1:
        arguments += ["--limit", str(rng.choice((0, 1, 5, -1, "x")))]
    return [*arguments, "--", mutate(rng, known)]


def run(times: int, seed: int) -> int:
    """Make the calls and print the summary."""
    rng, known = random.Random(seed), seeds()
    codes: Counter[int] = Counter()
    broken: list[str] = []
    slowest, started = (0.0, ""), time.monotonic()
    for _ in range(times):
        arguments = call(rng, known)
        out, err = io.StringIO(), io.StringIO()
        began = time.monotonic()
        try:
            with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
                code = main(arguments)
        except BaseException as fault:  # the point is that there is none
            broken.append(f"{fault!r} from {arguments!r}")
            continue
        took = time.monotonic() - began
        slowest = max(slowest, (took, repr(arguments)))
        codes[code] += 1
        if code not in (0, 1, 2) or took > SLOW or STEERING & set(out.getvalue()) or "Traceback" in err.getvalue():
            broken.append(f"code {code}, {took:.1f} s: {arguments!r}")
    listed = ", ".join(f"{code}: {count:,}" for code, count in sorted(codes.items()))
    print(
        f"{times:,} calls in {time.monotonic() - started:.0f} s; exit codes {listed}; slowest {1000 * slowest[0]:.0f} ms; broken: {len(broken)}"
    )
    for line in broken[:20]:
        print(line)
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(run(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000, int(sys.argv[2]) if len(sys.argv) > 2 else 2016))
