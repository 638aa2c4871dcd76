"""YAML to model: values by their annotations, faults as values with path and line."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from conftest import TOY
from trilatcli import model
from trilatcli.curate.load import Loaded, load
from trilatcli.errors import Problem

TOPIC = "title: Cables\noverview: All of them.\n"


def folder_with(tmp_path: Path, **files: str) -> Path:
    """Write files named KIND__ID (or a single file's name) and return the folder."""
    for name, text in files.items():
        path = tmp_path / (name.replace("__", "/").replace("_", "-") + ".yaml")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def problems_of(tmp_path: Path, **files: str) -> list[Problem]:
    """Load the files beside empty shared ones, and keep the faults of the former."""
    shared = {"publishers.yaml", "countries.yaml", "levels.yaml", "renamed.yaml", "release.yaml"} - {f"{name}.yaml" for name in files}
    return [p for p in load(folder_with(tmp_path, **files)).problems if p.path not in shared]


def topic(tmp_path: Path, text: str) -> tuple[model.Topic | None, list[Problem]]:
    found = problems_of(tmp_path, topics__cables=text)
    return load(tmp_path).records.topic.get("cables"), found


@pytest.fixture(scope="module")
def toy() -> Loaded:
    return load(TOY)


def test_the_toy_records_load_without_a_fault(toy: Loaded) -> None:
    assert toy.problems == []
    assert {kind: len(getattr(toy.records, kind)) for kind in model.FOLDERS} == {
        "event": 9,
        "document": 4,
        "official": 9,
        "topic": 5,
        "series": 3,
        "instrument": 2,
        "organization": 1,
    }


def test_records_come_in_the_order_of_their_ids(toy: Loaded) -> None:
    for kind in model.FOLDERS:
        ids = list(getattr(toy.records, kind))
        assert ids == sorted(ids)


def test_every_kind_of_value_is_converted(toy: Loaded) -> None:
    event = toy.records.event["2019-03-04-vice-ministers-harbor-city"]
    assert event.round == 1
    assert event.date == model.PartialDate("2019-03-04")
    assert event.place == model.Place(mode="in-person", city="Harbor City", country="US", venue="Pier 9")
    assert event.participants[0] == model.Participant("jane-o-connor", "", "Deputy Secretary of State", "host")
    assert event.points["1"].from_ == ("page", "gazette")
    assert event.points["2"].from_ == ("page",)
    assert toy.records.document["2019-03-05-joint-statement"].joint is True
    assert toy.records.official["jane-o-connor"].names.en == ("J. O'Connor", "Janie O’Connor")
    assert toy.records.series["lantern-dialogue"].level is None
    assert toy.records.release == model.Release(
        "2022.6.1",
        model.PartialDate("2022-06-30"),
        (model.Text("Meetings of two, however friendly."), model.Text("Anything written as [bold]markup[/]: it is text.")),
        (model.Text("Calls that nobody announced."),),
    )
    assert toy.records.renamed == {"cable-safety": "undersea-cables"}


def test_yaml_never_guesses_a_type(tmp_path: Path) -> None:
    folder = folder_with(
        tmp_path, countries="NO: {title: NO}\n010: {title: 010}\non: {title: 2016-09-18}\n", renamed="yes: no\n", topics__cables=TOPIC
    )
    records = load(folder).records
    assert {id: c.title for id, c in records.countries.items()} == {"NO": "NO", "010": "010", "on": "2016-09-18"}
    assert records.renamed == {"yes": "no"}


def test_white_space_in_a_value_is_one_space(tmp_path: Path) -> None:
    found, problems = topic(tmp_path, "title: >\n  Cables\n  and   ships\noverview: |\n  One.\n  Two.\n")
    assert problems == []
    assert found is not None
    assert (found.title, found.overview) == ("Cables and ships", "One. Two.")


def test_a_list_of_one_may_be_written_without_brackets(tmp_path: Path) -> None:
    found, problems = topic(tmp_path, TOPIC + "related: ships\nfrom: ' '\naliases: {en: sea cables}\n")
    assert problems == []
    assert found is not None
    assert (found.related, found.from_, found.aliases.en) == (("ships",), (), ("sea cables",))


@pytest.mark.parametrize("empty", ["", "null", "~"])
def test_an_optional_value_may_be_left_empty(tmp_path: Path, empty: str) -> None:
    assert problems_of(tmp_path, series__drill=f"title: Drill\noverview: x.\nlevel: {empty}\n") == []
    assert load(tmp_path).records.series["drill"].level is None


def test_an_empty_word_in_quotes_is_none_of_the_words(tmp_path: Path) -> None:
    assert [p.rule for p in problems_of(tmp_path, series__drill="title: Drill\noverview: x.\nlevel: ''\n")] == ["word"]


@pytest.mark.parametrize(
    ("text", "line", "message", "rule"),
    [
        ("title: Cables\n", 1, "missing: overview", "missing"),
        ("{}\n", 1, "missing: title, overview", "missing"),
        (
            TOPIC + "colour: blue\n",
            3,
            "unknown key 'colour'; known here: title, overview, parent, aliases, from, related, note, sources",
            "key",
        ),
        (TOPIC + "title: Again\n", 3, "the key 'title' stands here twice", "twice"),
        (TOPIC + "parent: [a]\n", 3, "expected one value here, not a list or a mapping", "shape"),
        (TOPIC + "related: {a: b}\n", 3, "expected a list here", "shape"),
        (TOPIC + "sources: [a]\n", 3, "expected keys and values here", "shape"),
        (TOPIC + "sources:\n  a: b\n", 4, "expected keys and values here", "shape"),
        (
            TOPIC + "sources:\n  a: {url: x, checked: 2016-13}\n",
            4,
            "'2016-13' is not a possible date; write YYYY, YYYY-MM or YYYY-MM-DD",
            "date",
        ),
        (TOPIC + "related: [a,\n  [b]]\n", 4, "expected one value here, not a list or a mapping", "shape"),
        (TOPIC + "? [a]\n: b\n", 3, "expected one value here, not a list or a mapping", "shape"),
        ("- a\n", 1, "expected keys and values here", "shape"),
        ("title: 'a\n", 2, "not YAML: found unexpected end of stream", "yaml"),
        ("title: a\n  b: c\n", 2, "not YAML: mapping values are not allowed in this context", "yaml"),
        ("a: *nowhere\n", 1, "not YAML: found undefined alias", "yaml"),
        ("", 1, "the file is empty", "file"),
        ("# only a comment\n", 1, "the file is empty", "file"),
    ],
)
def test_a_fault_has_its_place_and_rule(tmp_path: Path, text: str, line: int, message: str, rule: str) -> None:
    assert topic(tmp_path, text)[1] == [Problem("topics/cables.yaml", line, message, rule)]


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        (
            "events",
            "title: a\nlevel: boss\nsummary: b\n",
            Problem("events/x.yaml", 2, f"'boss' is none of: {', '.join(model.LEVELS)}", "word"),
        ),
        ("events", "title: a\nlevel: envoy\nsummary: b\nround: VI\n", Problem("events/x.yaml", 4, "'VI' is not a whole number", "shape")),
        (
            "documents",
            "title: a\ntype: report\nsummary: b\ndate: 2016\njoint: yes\n",
            Problem("documents/x.yaml", 5, "'yes' is neither true nor false", "shape"),
        ),
        ("documents", "title: a\ntype: report\nsummary: b\n", Problem("documents/x.yaml", 1, "missing: date", "missing")),
    ],
)
def test_a_value_must_fit_its_field(tmp_path: Path, kind: str, text: str, expected: Problem) -> None:
    assert problems_of(tmp_path, **{f"{kind}__x": text}) == [expected]


def test_a_value_that_does_not_fit_leaves_its_neighbours(tmp_path: Path) -> None:
    found, problems = topic(tmp_path, TOPIC + "related: [a, [b], c]\nsources:\n  one: b\n  two: {url: x}\nfrom: {}\nnote: kept\n")
    assert len(problems) == 3
    assert found is not None
    assert (found.related, list(found.sources), found.from_, found.note) == (("a", "c"), ["two"], (), "kept")


def test_a_record_with_a_refused_required_value_is_left_out(tmp_path: Path) -> None:
    found, problems = topic(tmp_path, "title: [a]\noverview: b\n")
    assert found is None
    assert [p.rule for p in problems] == ["shape"]


@pytest.mark.parametrize("name", ["Cables", "sea_cables", "cables-", "海底", "a--b"])
def test_a_file_name_must_be_an_id(tmp_path: Path, name: str) -> None:
    path = tmp_path / "topics" / f"{name}.yaml"
    path.parent.mkdir()
    path.write_text(TOPIC, encoding="utf-8")
    assert (
        Problem(f"topics/{name}.yaml", 1, f"{name!r} is no id: lower-case ASCII words joined by hyphens", "id") in load(tmp_path).problems
    )


def test_an_id_stands_once_in_the_folders_of_its_kind(tmp_path: Path) -> None:
    event = "title: a\nlevel: envoy\nsummary: b\n"
    folder = folder_with(tmp_path, events__2020__x=event, events__2019__x=event.replace(": a", ": first"))
    loaded = load(folder)
    assert Problem("events/2020/x.yaml", 1, "event x also stands in events/2019/x.yaml", "twice") in loaded.problems
    assert loaded.records.event["x"].title == "first"


def test_a_file_that_is_no_text_is_a_fault_not_a_crash(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, topics__cables=TOPIC)
    (folder / "topics" / "latin.yaml").write_bytes(b"title: caf\xe9\n")
    (folder / "topics" / "folder.yaml").mkdir()
    found = {p.path: p.message for p in load(folder).problems if p.path.startswith("topics")}
    assert found == {
        "topics/latin.yaml": "cannot be read as UTF-8 text (UnicodeDecodeError)",
        "topics/folder.yaml": "cannot be read as UTF-8 text (IsADirectoryError)",
    }


def test_missing_shared_files_are_faults_and_leave_empty_tables(tmp_path: Path) -> None:
    loaded = load(tmp_path)
    assert {p.path for p in loaded.problems} == {"publishers.yaml", "countries.yaml", "levels.yaml", "renamed.yaml", "release.yaml"}
    assert loaded.records == model.Records()


def test_every_value_knows_its_line_or_that_of_what_holds_it(toy: Loaded) -> None:
    def line(*trail: object) -> str:
        path, number = toy.at("event", "2019-03-04-vice-ministers-harbor-city", *trail)
        return (TOY / path).read_text(encoding="utf-8").splitlines()[number - 1].strip()

    assert line("round") == "round: 1"
    assert line("participants", 2) == "- {official: ryu-pil-sang}"
    assert line("points", "2", "actors") == "actors: [JP]"
    assert line("points", "2", "actors", 7) == "actors: [JP]"
    assert toy.at("event", "2019-03-04-vice-ministers-harbor-city", "points", "9")[1] == 19
    assert line("nothing") == line()


def test_a_record_that_could_not_be_parsed_stands_on_its_first_line(tmp_path: Path) -> None:
    loaded = load(folder_with(tmp_path, topics__cables=""))
    assert loaded.at("topic", "cables", "title") == ("topics/cables.yaml", 1)


def test_loading_does_not_depend_on_where_the_folder_is(tmp_path: Path, toy: Loaded) -> None:
    copy: Any = shutil.copytree(TOY, tmp_path / "elsewhere")
    again = load(copy)
    assert again.records == toy.records
    assert again.places == toy.places
