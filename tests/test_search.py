"""Claims on search over the shipped database: claims that stay true while the record grows."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from conftest import Done
from trilatcli.query import parse
from trilatcli.search import KIND_WEIGHT, NAMED, WAY_WEIGHT, Outcome, Search
from trilatcli.store.queries import Filters
from trilatcli.text import key

Record = dict[str, Any]
Cli = Callable[..., Done]
Ask = Callable[..., Outcome]


@pytest.fixture
def ask(shipped_store: Any) -> Ask:
    def run(text: str, *, exact: bool = False, limit: int = 20, **facets: str) -> Outcome:
        return Search(shipped_store, exact=exact).run(text, Filters(tuple((f, (v,)) for f, v in facets.items())), limit=limit)

    return run


def first(outcome: Outcome) -> tuple[str, str] | None:
    return (outcome.hits[0].record["kind"], outcome.hits[0].record["id"]) if outcome.hits else None


def shown(record: Record) -> str:
    """Give all text of a record in which a word of a query can stand."""
    names = [n for part in (record.get("names"), record.get("aliases"), record.get("native_titles")) for n in _strings(part)]
    return " ".join([record["title"], record["summary"], record.get("note") or "", *names])


def _strings(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    return [s for v in (value.values() if isinstance(value, dict) else value or []) for s in _strings(v)]


# ---- what is named comes first


def test_every_name_of_every_official_ranks_the_official_first(shipped_store: Any, ask: Ask) -> None:
    wrong = []
    for record in shipped_store.listing("official"):
        for name in [record["name"], *_strings(record["names"])]:
            if first(ask(name, limit=1)) != ("official", record["id"]):
                wrong.append((name, record["id"]))
    assert wrong == []


@pytest.mark.parametrize("kind", ["topic", "series", "instrument", "organization"])
def test_an_exact_title_ranks_first(shipped_store: Any, ask: Ask, kind: str) -> None:
    titles = {}
    for other in ("topic", "series", "instrument", "organization", "event", "document"):
        for record in shipped_store.listing(other):
            titles.setdefault(key(record["title"]), []).append(record["id"])
    alone = [r for r in shipped_store.listing(kind) if len(titles[key(r["title"])]) == 1]
    assert [r["title"] for r in alone if first(ask(r["title"], limit=1)) != (kind, r["id"])] == []


@pytest.mark.parametrize("language", ["en", "ja", "ko"])
def test_nearly_every_other_name_of_a_topic_ranks_it_first_in_three_scripts(shipped_store: Any, ask: Ask, language: str) -> None:
    named = [(name, record["id"]) for record in shipped_store.listing("topic") for name in record["aliases"][language]]
    right = [id == (first(ask(name, limit=1)) or ("", ""))[1] for name, id in named]
    assert sum(right) / len(named) >= 0.97


@pytest.mark.parametrize(
    "number", ["2270", "2321", "UNSCR 2270", "S/RES/2270 (2016)", "Resolution 2270", "resolution no. 2270", "決議2270", "결의 2270호"]
)
def test_a_resolution_is_found_by_any_way_to_write_its_number(ask: Ask, number: str) -> None:
    digits = re.search(r"2\d{3}", number)
    assert digits
    assert first(ask(number)) == ("instrument", f"resolution-{digits[0]}")


@pytest.mark.parametrize(
    "name",
    ["cyber security", "cyber-security", "Cybersecurity", "CYBERSECURITY", "infosec", "サイバーセキュリティ", "사이버안보", "사이버 안보"],
)
def test_synonyms_in_three_scripts_lead_to_the_same_topic(ask: Ask, name: str) -> None:
    assert first(ask(name)) == ("topic", "cybersecurity")


@pytest.mark.parametrize(
    ("one", "other"), [("program", "programme"), ("defense", "defence"), ("organization", "organisation"), ("U.S.", "US")]
)
def test_spellings_of_one_word_find_the_same_records(ask: Ask, one: str, other: str) -> None:
    assert {h.record["id"] for h in ask(one, limit=0).hits} == {h.record["id"] for h in ask(other, limit=0).hits}


@pytest.mark.parametrize(
    ("one", "other"),
    [("counter-terrorism", "counterterrorism"), ("cyber security", "cybersecurity"), ("non-proliferation", "nonproliferation")],
)
def test_a_word_and_its_halves_have_the_same_first_hit(ask: Ask, one: str, other: str) -> None:
    assert first(ask(one)) == first(ask(other))


@pytest.mark.parametrize(
    ("name", "id"),
    [("defense of Japan and Korea", "alliance-commitments"), ("IT security", "cybersecurity"), ("Group of 7", "g7"), ("G-7", "g7")],
)
def test_a_name_with_small_words_in_it_ranks_its_record_first(ask: Ask, name: str, id: str) -> None:
    assert (first(ask(name)) or ("", ""))[1] == id


def test_a_surname_finds_the_official_in_any_script(ask: Ask) -> None:
    for name in ("Kishida", "Blinken", "블링컨", "윤병세"):
        assert (first(ask(name)) or ("",))[0] == "official", name


def test_a_native_surname_finds_the_official_who_alone_bears_it(ask: Ask) -> None:
    assert "fumio-kishida" in [h.record["id"] for h in ask("岸田").hits[:5]]


# ---- what is misspelt is corrected and told


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("cybersecurty", "cybersecurity"),
        ("denuclearizaton", "denuclearization"),
        ("abdcution", "abduction"),
        ("Blinkin", "blinken"),
        ("missle", "missile"),
    ],
)
def test_a_typo_is_corrected_and_told(cli: Cli, typed: str, meant: str) -> None:
    done = cli("search", typed, "--json")
    assert done.json["status"] == "found"
    assert meant in done.err.lower()
    assert any(note.startswith("searched for: ") for note in done.json["notes"])
    match = done.json["results"][0]["match"]
    assert match["via"] in ("typo", "name")
    assert match["approximate"]
    assert match["corrected"]
    assert typed.lower() in match["corrected"].lower()


def test_two_letters_swapped_two_words_run_together_and_one_word_split_are_understood(ask: Ask) -> None:
    right = first(ask("maritime security"))
    assert first(ask("martiime security")) == right
    assert first(ask("maritimesecurity")) == right
    assert first(ask("cyber securty")) == ("topic", "cybersecurity")


@pytest.mark.parametrize("typed", ["Youn Byoung Sae", "Yoon Byung Sae", "Yun Pyung-se", "Yun Pyung Se"])
def test_another_spelling_of_a_name_is_understood_and_the_usual_one_is_told(cli: Cli, typed: str) -> None:
    done = cli("search", typed, "--json")
    assert done.json["results"][0]["id"] == "yun-byung-se"
    assert done.json["results"][0]["match"]["via"] == "name"
    assert "searched for: Yun Byung-se" in done.err


@pytest.mark.parametrize(
    ("typed", "id"), [("Camp Davd", "camp-david"), ("denuclear ization", "denuclearization"), ("moon shot", "moonshot")]
)
def test_words_cut_in_two_or_short_of_a_letter_lead_to_what_is_meant(ask: Ask, typed: str, id: str) -> None:
    assert id in (first(ask(typed)) or ("", ""))[1] or id in key(shown(ask(typed).hits[0].record)).replace(" ", "-")


@pytest.mark.parametrize("query", ['"cybersecurty"', "“cybersecurty”"])
def test_quotes_switch_correction_off(ask: Ask, query: str) -> None:
    assert ask(query).hits == []


def test_exact_switches_correction_and_synonyms_off(ask: Ask) -> None:
    assert ask("cybersecurty", exact=True).hits == []
    assert ask("cybersecurty", exact=True).corrections == {}
    wide, narrow = ask("infosec", limit=0), ask("infosec", exact=True, limit=0)
    assert narrow.total < wide.total
    for hit in ask("abduction", exact=True, limit=0).hits:
        assert hit.match["via"] in ("exact", "stem"), hit.record["id"]


def test_exact_hits_hold_the_word_or_its_stem(ask: Ask) -> None:
    hits = [h for h in ask("moonshot", exact=True, limit=0).hits if h.parts[0].field in ("title", "names", "body")]
    assert hits
    assert [h.record["id"] for h in hits if "moonshot" not in shown(h.record).lower()] == []


@pytest.mark.parametrize("number", ["2231", "2271", "2999", "resolution 2322", "1999-99", "12345678"])
def test_a_number_is_never_taken_for_another(ask: Ask, number: str) -> None:
    outcome = ask(number)
    assert outcome.hits == []
    assert outcome.corrections == {}


@pytest.mark.parametrize("query", ["zzzzzz", "sourdough recipe", "cyclist", "xylophone", "qwertyuiop", "ظظظ", "ጤና"])
def test_what_the_record_does_not_hold_finds_nothing_and_says_so(cli: Cli, query: str) -> None:
    done = cli("search", query, "--json")
    assert (done.code, done.json["status"], done.json["total"], done.json["results"]) == (0, "empty", 0, [])
    assert "no record matches" in done.err


# ---- phrases, prefixes, exclusions


def test_a_phrase_finds_only_what_holds_its_words_side_by_side(ask: Ask) -> None:
    hits = ask('"maritime security"', limit=0).hits
    assert hits
    assert [h.record["id"] for h in hits if "maritime security" not in key(shown(h.record))] == []
    assert len(hits) < ask("maritime security", limit=0).total
    assert ask('"security maritime"').hits == []


def test_a_phrase_in_a_native_script_holds_too(ask: Ask) -> None:
    hits = ask('"拉致問題"', limit=0).hits
    assert hits
    assert [h.record["id"] for h in hits if "拉致問題" not in shown(h.record)] == []


def test_a_prefix_finds_what_begins_so_and_nothing_that_only_holds_it(ask: Ask) -> None:
    hits = ask("moonsh*", limit=0).hits
    assert hits
    assert {h.match["via"] for h in hits} <= {"prefix"}
    assert [h.record["id"] for h in hits if not re.search(r"\bmoonsh", shown(h.record), re.I)] == []
    assert ask("oonshot*").hits == []


def test_a_word_after_a_minus_is_not_in_any_hit(ask: Ask) -> None:
    with_it, without = ask("missile", limit=0), ask("missile -ballistic", limit=0)
    assert 0 < without.total < with_it.total
    assert [h.record["id"] for h in without.hits if re.search(r"\bballistic\b", shown(h.record), re.I)] == []


def test_a_hyphen_inside_a_word_and_a_minus_before_a_number_exclude_nothing(ask: Ask) -> None:
    assert ask("counter-terrorism").hits
    assert ask("resolution -2270").hits


def test_exclusion_alone_is_answered_with_what_to_do(cli: Cli) -> None:
    done = cli("search", "--", "-abductions")
    assert done.code in (0, 2)
    assert done.err
    assert "no record matches" not in done.err or done.code == 0


# ---- relaxing, and telling


def test_what_occurs_nowhere_is_left_out_and_told(cli: Cli) -> None:
    done = cli("search", "cybersecurity", "zebra", "--json")
    assert done.json["results"]
    assert any("zebra" in note for note in done.json["notes"])
    assert "zebra" in done.err
    assert all(r["match"]["partial"] for r in done.json["results"])


def test_what_no_record_holds_together_is_relaxed_and_told(ask: Ask) -> None:
    outcome = ask("moonshot kerch chromite kedo")
    assert not outcome.hits or outcome.notes
    outcome = ask('"women\'s empowerment" moonshot abductions kedo')
    assert not outcome.hits or any("left out" in n or "nowhere" in n for n in outcome.notes)
    assert all(h.match["partial"] for h in outcome.hits)


def test_full_matches_come_before_partial_ones(ask: Ask) -> None:
    hits = ask("cancer moonshot working meeting", limit=0).hits
    named = [h for h in hits if not h.match["partial"]]
    assert named
    assert hits[0] in named


def test_talk_around_the_subject_weighs_nothing(ask: Ask) -> None:
    assert first(ask("what did they agree about cybersecurity")) == first(ask("cybersecurity"))
    assert first(ask("the cybersecurity")) == first(ask("cybersecurity"))


# ---- dates

FORMS = [
    "2016-09-18",
    "Sept 18 2016",
    "Sep 18, 2016",
    "September 18, 2016",
    "September 18th, 2016",
    "18 September 2016",
    "18 Sept. 2016",
    "09/18/2016",
    "9/18/16",
    "18/09/2016",
    "2016/09/18",
    "2016.9.18",
    "20160918",
    "2016年9月18日",
    "平成28年9月18日",
    "2016년 9월 18일",
    "２０１６－０９－１８",
]


@pytest.mark.parametrize("date", FORMS)
def test_a_date_in_any_form_has_the_same_first_hit(ask: Ask, date: str) -> None:
    outcome = ask(date)
    assert first(outcome) == ("event", "2016-09-18-foreign-ministers-new-york")
    assert outcome.hits[0].match["via"] == "date"


def test_a_date_with_words_finds_what_was_said_then(ask: Ask) -> None:
    record = ask("foreign ministers September 2016").hits[0].record
    assert record["date"].startswith("2016-09")


@pytest.mark.parametrize(
    ("written", "start"), [("2016", "2016"), ("September 2016", "2016-09"), ("2016-09", "2016-09"), ("2016年9月", "2016-09")]
)
def test_a_year_or_month_finds_first_what_has_a_day_in_it(ask: Ask, written: str, start: str) -> None:
    hits = ask(written, limit=5).hits
    assert len(hits) == 5
    assert [h.record["id"] for h in hits if not (h.record.get("date") or start).startswith(start)] == []


def test_an_impossible_date_in_a_query_is_only_text(cli: Cli) -> None:
    assert cli("search", "2016-02-30", "--json").code == 0


# ---- the order, the score and the parts


@pytest.mark.parametrize(
    "query",
    ["cybersecurity", "kishida abductions", "2016-09-18", "maritim*", '"extended deterrence"', "cybersecurty", "サイバー", "Yoon Byung Se"],
)
def test_hits_are_in_order_of_their_score(ask: Ask, query: str) -> None:
    scores = [h.match["score"] for h in ask(query, limit=0).hits]
    assert scores == sorted(scores, reverse=True)
    assert all(s >= 0 for s in scores)


@pytest.mark.parametrize(
    "query",
    ["cybersecurity", "kishida abductions", "2016-09-18", "maritim*", '"extended deterrence"', "cybersecurty", "サイバー", "Yoon Byung Se"],
)
def test_every_hit_says_which_words_matched_how(ask: Ask, query: str) -> None:
    for hit in ask(query).hits:
        assert hit.match["via"] in WAY_WEIGHT
        assert hit.match["matched"]
        assert hit.match["matched"] == [p.typed for p in hit.parts]
        assert isinstance(hit.match["approximate"], bool)
        assert isinstance(hit.match["partial"], bool)


def test_explain_gives_the_parts_and_what_they_come_to(cli: Cli) -> None:
    done = cli("search", "kishida abductions", "--explain", "--json")
    for record in done.json["results"]:
        parts = record["match"]["parts"]
        assert parts
        assert [p["typed"] for p in parts] == record["match"]["matched"]
        assert all(p["score"] > 0 and p["field"] and p["way"] in WAY_WEIGHT for p in parts)
    assert all("parts" not in r["match"] for r in cli("search", "kishida", "--json").json["results"])


def test_the_score_is_the_sum_of_the_parts_over_the_weight_of_the_query(ask: Ask, shipped_store: Any) -> None:
    search = Search(shipped_store)
    outcome = search.run("moonshot", Filters(), limit=0)
    newest = max(h.record["date"] or "" for h in outcome.hits if "date" in h.record)[:4]
    group = search.meaning.groups(parse("moonshot"))[0]
    for hit in outcome.hits:
        score = sum(p.score for p in hit.parts) / search.meaning.idf(group)
        score += NAMED if (hit.record["kind"], hit.record["id"]) in group.targets else 0
        score *= KIND_WEIGHT[hit.record["kind"]]
        if hit.record.get("date"):
            score *= 1 + 0.002 * max(-20, int(hit.record["date"][:4]) - int(newest))
        assert hit.match["score"] == pytest.approx(score, abs=0.002), hit.record["id"]


def test_the_same_query_is_answered_the_same_way_twice(ask: Ask) -> None:
    assert [h.record["id"] for h in ask("missile defense").hits] == [h.record["id"] for h in ask("missile defense").hits]


def test_the_order_of_words_changes_what_is_found_in_nothing(ask: Ask) -> None:
    one, other = ask("abductions kishida", limit=0), ask("kishida abductions", limit=0)
    assert {h.record["id"] for h in one.hits} == {h.record["id"] for h in other.hits}


# ---- how much is shown


def test_total_counts_what_a_limit_keeps_back_and_says_so(cli: Cli) -> None:
    done = cli("search", "missile", "--json")
    assert len(done.json["results"]) == 20 < done.json["total"]
    assert f"showing 20 of {done.json['total']:,}; see more with --limit N, all with --limit 0" in done.err
    few = cli("search", "missile", "--json", "--limit", "3").json
    assert (len(few["results"]), few["total"]) == (3, done.json["total"])
    assert [r["id"] for r in few["results"]] == [r["id"] for r in done.json["results"][:3]]
    whole = cli("search", "missile", "--json", "--limit", "0").json
    assert len(whole["results"]) == whole["total"] == done.json["total"]
    assert not any("showing" in note for note in whole["notes"])


def test_a_common_word_is_counted_in_whole_though_only_a_part_is_ranked(cli: Cli) -> None:
    brief, whole = cli("search", "north korea", "--json").json, cli("search", "north korea", "--json", "--limit", "0").json
    assert brief["total"] > 500
    assert brief["total"] == whole["total"] == len(whole["results"])
    assert brief["results"][0]["id"] == whole["results"][0]["id"]


def test_a_snippet_shows_the_words_that_matched(ask: Ask) -> None:
    for hit in ask("moonshot").hits:
        assert len(hit.snippet) <= 240
        if "moonshot" in (hit.record["title"] if hit.record["kind"] == "point" else hit.record["summary"]).lower():
            assert "moonshot" in hit.snippet.lower()


def test_a_long_query_is_cut_and_says_so(ask: Ask) -> None:
    outcome = ask("cybersecurity " + "missile " * 500)
    assert any("only the first words" in note for note in outcome.notes)


def test_a_pasted_page_is_not_corrected_word_by_word(ask: Ask) -> None:
    outcome = ask(" ".join(f"zzyx{letter}qqk" for letter in "abcdefghijklmnopqrstuvwxyz"))
    assert outcome.hits == []


# ---- the toy record: every kind of answer on known ground


@pytest.mark.parametrize(
    ("query", "id"),
    [
        ("undersea cables", "undersea-cables"),
        ("海底ケーブル", "undersea-cables"),
        ("해저케이블", "undersea-cables"),
        ("S/RES/9100", "resolution-9100"),
        ("櫻井春人", "haruto-sakurai"),
        ("O'Connor", "jane-o-connor"),
        ("OConnor", "jane-o-connor"),
        ("O’Connor", "jane-o-connor"),
        ("Tawhiri", "mereana-tawhiri"),
        ("Tāwhiri", "mereana-tawhiri"),
        ("柳弼相", "ryu-pil-sang"),
        ("Yoo Phil-sang", "ryu-pil-sang"),
        ("harbour accord", "harbor-accord"),
        ("シーウォッチ", "sea-watch"),
        ("潮フォーラム", "tide-forum"),
    ],
)
def test_toy_names_rank_their_record_first(toy_store: Any, query: str, id: str) -> None:
    assert (first(Search(toy_store).run(query, Filters(), limit=1)) or ("", ""))[1] == id


def test_every_script_of_a_toy_point_is_searched(toy_store: Any) -> None:
    assert "2021-06-12-fact-sheet:12.1" in [h.record["id"] for h in Search(toy_store).run("地図 更新", Filters(), limit=0).hits]
    assert "2019-09-vice-ministers-call:1" in [h.record["id"] for h in Search(toy_store).run("수리선", Filters(), limit=0).hits]
