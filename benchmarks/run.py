"""Measure start-up and look-ups against their floors and against other tools, and how search grows; write docs/speed.md and its plot.

    pip install '.[bench]' && python benchmarks/run.py            everything (some minutes, 3 GB of disk for the largest database)
    python benchmarks/run.py --quick                               no growth curve

Whole processes are timed by hyperfine (warm, 20 runs, medians) in one run, so that ratios mean something on a noisy machine. Tools that
are not installed (hyperfine is needed; sqlite3, rg, fzf, datasette are optional) are left out and said so. Nothing here is a test.
"""

from __future__ import annotations

import json
import resource
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from grow import grow

from trilatcli.search import Search
from trilatcli.store.database import bundled_path, open_database
from trilatcli.store.queries import Filters, Store

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
PYTHON, TRILAT = sys.executable, str(BIN / "trilat")
JSON_FLOOR, TABLE_FLOOR = "import typer, sqlite3, json", "import typer, sqlite3, rich.console, rich.table"
RUNS = 20

# name, arguments, which floor, most times the floor
LOOK_UPS = (
    ("trilat --version", ["--version"], "json", 1.2),
    ("search cybersecurity --json", ["search", "cybersecurity", "--json"], "json", 1.25),
    ("search cybersecurity (table)", ["search", "cybersecurity"], "table", 1.25),
    ("official Blinken --json", ["official", "Blinken", "--json"], "json", 1.25),
    ("search cybersecrity --json (misspelt)", ["search", "cybersecrity", "--json"], "json", 1.5),
    ("search 岸田文雄 --json (native)", ["search", "岸田文雄", "--json"], "json", 1.5),
    ("official 'Yoon Byung Se' --json (romanized)", ["official", "Yoon Byung Se", "--json"], "json", 1.5),
)
GROWN = (10, 18, 100, 190)
QUERIES = (
    "cybersecurity", "deterrence", "north korea", "trilateral cooperation", "sanctions", "Blinken alliances", "岸田文雄", "日米韓", "拉致問題", "superbugs", "resolution 2270", "2016-09-18", "ballistic missile sanctions",
    "women's empowerment", "Kerry Kishida Yun New York 2016", "supply chains", "sixth round", "vice ministers Tokyo", "what was agreed on plastics in the ocean", "abductions",
)  # fmt: skip
MISSPELT = (
    "cybersecrity",
    "deterence",
    "Blinkin",
    "snactions",
    "denuclearisaton",
    "Sugiyma",
    "north koera",
    "abductons",
    "womens empowerment forun",
    "supply chians",
)


def hyperfine(commands: dict[str, list[str]]) -> dict[str, float]:
    """Time whole processes; medians in milliseconds by name."""
    with tempfile.NamedTemporaryFile(suffix=".json") as report:
        words = ["hyperfine", "-N", "-w", "3", "-r", str(RUNS), "-i", "--style", "none", "--export-json", report.name]
        for name, command in commands.items():
            words += ["-n", name, " ".join(_quote(c) for c in command)]
        subprocess.run(words, check=True, stdout=subprocess.DEVNULL)
        return {r["command"]: 1000 * r["median"] for r in json.load(report)["results"]}


def _quote(word: str) -> str:
    return (
        "'" + word.replace("'", "'\\''") + "'"
        if not word.replace("-", "").replace("/", "").replace(".", "").replace("_", "").isalnum()
        else word
    )


def look_ups() -> tuple[list[str], dict[str, float]]:
    """Time look-ups against the floors."""
    commands = {"json": [PYTHON, "-c", JSON_FLOOR], "table": [PYTHON, "-c", TABLE_FLOOR]}
    commands |= {name: [TRILAT, *arguments] for name, arguments, _, _ in LOOK_UPS}
    complete = {"_TRILAT_COMPLETE": "complete_bash", "COMP_WORDS": "trilat topic cyb", "COMP_CWORD": "2"}
    commands["completion of a topic"] = ["env", *(f"{k}={v}" for k, v in complete.items()), TRILAT]
    took = hyperfine(commands)
    rows = ["| whole process | median | times the floor | at most |", "| --- | ---: | ---: | ---: |"]
    rows.append(f'| floor for JSON: `python -c "{JSON_FLOOR}"` | {took["json"]:.0f} ms | 1.00 | |')
    rows.append(f'| floor for tables: `python -c "{TABLE_FLOOR}"` | {took["table"]:.0f} ms | 1.00 | |')
    for name, _, floor, most in (*LOOK_UPS, ("completion of a topic", [], "json", 1.25)):
        rows.append(f"| {name} | {took[name]:.0f} ms | {took[name] / took[floor]:.2f} of {floor} | {most} |")
    return rows, took


def others() -> tuple[list[str], list[str]]:
    """Time the same question put to other tools over the same records."""
    with tempfile.TemporaryDirectory() as folder:
        plain, lines = Path(folder) / "records.db", Path(folder) / "records.jsonl"
        connection = sqlite3.connect(plain)
        connection.execute("ATTACH ? AS old", (str(bundled_path()),))
        connection.execute(
            "CREATE TABLE records AS SELECT id, kind, title, json_extract(record, '$.summary') AS summary, record FROM old.records"
        )
        connection.execute("CREATE VIRTUAL TABLE records_fts USING fts5 (title, summary, content='records', tokenize='porter')")
        connection.execute("INSERT INTO records_fts (records_fts) VALUES ('rebuild')")
        lines.write_text("".join(f"{record}\n" for (record,) in connection.execute("SELECT record FROM records")), encoding="utf-8")
        connection.commit()
        connection.close()
        sql = "SELECT r.record FROM records r JOIN records_fts f ON f.rowid = r.rowid WHERE records_fts MATCH 'cybersecurity' ORDER BY f.rank LIMIT 20"
        commands = {
            "trilat search --json": [TRILAT, "search", "cybersecurity", "--json"],
            "sqlite-utils search": [str(BIN / "sqlite-utils"), "search", str(plain), "records", "cybersecurity", "--limit", "20"],
            "datasette --get": [str(BIN / "datasette"), str(plain), "--get", "/records/records.json?_search=cybersecurity&_size=20"],
            "sqlite3 with FTS5": ["sqlite3", "-json", str(plain), sql],
            "ripgrep over JSON Lines": ["rg", "-i", "cybersecurity", str(lines)],
            "fzf --filter over JSON Lines": ["sh", "-c", f"fzf --filter cybersecurity < {lines}"],
        }
        missing = [
            name
            for name, command in commands.items()
            if shutil.which(command[0]) is None or (command[0] == "sh" and shutil.which("fzf") is None)
        ]
        took = hyperfine({name: command for name, command in commands.items() if name not in missing})
    own = took["trilat search --json"]
    notes = {
        "trilat search --json": "ranked over kinds, typos, synonyms, three scripts, sources", "sqlite-utils search": "Python; stems in title and summary", "datasette --get": "Python; stems in title and summary",
        "sqlite3 with FTS5": "C; stems, no typos, no ranking over kinds", "ripgrep over JSON Lines": "Rust; the letters as typed", "fzf --filter over JSON Lines": "Go; letters in order, anywhere",
    }  # fmt: skip
    rows = ["| tool | median | of trilat | what it does |", "| --- | ---: | ---: | --- |"]
    rows += [f"| {name} | {ms:.0f} ms | {ms / own:.2f} | {notes[name]} |" for name, ms in sorted(took.items(), key=lambda i: i[1])]
    return rows, missing


def percentile(store: Store, queries: tuple[str, ...]) -> tuple[float, float]:
    """Search in process: median and 95th percentile in milliseconds, three runs of each query after one to warm up."""
    took = []
    for query in queries:
        Search(store).run(query, Filters(), limit=20)
        for _ in range(3):
            started = time.perf_counter()
            Search(store).run(query, Filters(), limit=20)
            took.append(1000 * (time.perf_counter() - started))
    return statistics.median(took), statistics.quantiles(took, n=20)[-1]


def growth() -> tuple[list[str], list[tuple[int, float, float]]]:
    """Search databases many times as large."""
    rows = ["| records | times | median | p95 | misspelt, median | misspelt, p95 |", "| ---: | ---: | ---: | ---: | ---: | ---: |"]
    curve = []
    with tempfile.TemporaryDirectory() as folder:
        for times in (1, *GROWN):
            path = bundled_path() if times == 1 else Path(folder) / f"{times}.db"
            if times > 1:
                grow(times, path)
            store = Store(open_database(path))
            median, p95 = percentile(store, QUERIES)
            wrong, wrong95 = percentile(store, MISSPELT)
            rows.append(f"| {store.size():,} | {times} | {median:.1f} ms | {p95:.1f} ms | {wrong:.1f} ms | {wrong95:.1f} ms |")
            curve.append((store.size(), p95, wrong95))
            store.connection.close()
            if times > 1:
                path.unlink()
    return rows, curve


def plot(curve: list[tuple[int, float, float]], path: Path) -> None:
    """Draw how the 95th percentile grows with the number of records."""
    import matplotlib

    matplotlib.use("svg")
    matplotlib.rcParams["svg.hashsalt"] = "trilat"
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(figsize=(7, 4))
    sizes = [size for size, _, _ in curve]
    axes.plot(sizes, [p for _, p, _ in curve], marker="o", label="spelled right")
    axes.plot(sizes, [p for _, _, p in curve], marker="s", label="misspelt")
    axes.axhline(10, linestyle=":", color="gray", label="10 ms, the aim at 100,000")
    axes.axhline(50, linestyle="--", color="gray", label="50 ms, the aim at 1,000,000")
    axes.set(
        xscale="log", yscale="log", xlabel="records", ylabel="milliseconds, 95th percentile, in process", title="Search on larger databases"
    )
    axes.legend()
    figure.tight_layout()
    figure.savefig(path, metadata={"Date": None})


def memory() -> float:
    """Give the largest peak memory of one look-up in MB (a fresh process each)."""
    code = "import resource, subprocess, sys; subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL); print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    peaks = [
        int(subprocess.run([PYTHON, "-c", code, TRILAT, *arguments], capture_output=True, text=True, check=True).stdout)
        for _, arguments, _, _ in LOOK_UPS
    ]
    return max(peaks) / 1024


def main() -> int:
    """Measure and write."""
    if shutil.which("hyperfine") is None:
        print("hyperfine is needed: https://github.com/sharkdp/hyperfine", file=sys.stderr)
        return 1
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    started, _took = look_ups()
    compared, missing = others()
    parts: list[Any] = [
        "# Speed\n\nWritten by `python benchmarks/run.py`; the figures are of one run on one machine (2 cores, Python "
        f"{sys.version.split()[0]}), warm, medians of {RUNS} runs. Compare ratios, not milliseconds.\n",
        "## Whole processes\n", *started, f"\nPeak memory of a look-up: {memory():.0f} MB.\n", "## Beside other tools\n",
        "The same question over the same records: `cybersecurity`, the best 20.\n", *compared,
        *([f"\nNot installed and left out: {', '.join(missing)}."] if missing else []), "",
    ]  # fmt: skip
    if "--quick" not in sys.argv[1:]:
        rows, curve = growth()
        plot(curve, ROOT / "docs" / "img" / "growth.svg")
        parts += [
            "## On larger databases\n",
            "`benchmarks/grow.py` repeats the records with their words drawn anew from the record's own vocabulary. In-process, 20 queries and 10 misspelt ones, three runs each.\n",
            *rows, "\n![growth](img/growth.svg)\n",
        ]  # fmt: skip
    text = "\n".join(parts)
    (ROOT / "docs" / "speed.md").write_text(text.rstrip() + "\n", encoding="utf-8")
    print(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
