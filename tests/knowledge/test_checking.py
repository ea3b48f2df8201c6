"""The rules of content: each is found where it is broken, and no content is too broken to be told so."""

import copy
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.knowledge.check import LONGEST, LONGEST_PHRASING
from bot.knowledge.content import read_content
from bot.knowledge.problems import ContentError, Problem
from tests.knowledge.writing import place, valid_files, write

RULES: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("rules.yaml").read_text(encoding="utf-8"))


def problems_of(folder: Path) -> list[str]:
    """The problems of a content folder, with paths from there."""
    with pytest.raises(ContentError) as error:
        read_content(folder)
    return [str(problem).replace(f"{folder}/", "") for problem in error.value.problems]


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_a_broken_rule_is_found(rule: dict[str, Any], tmp_path: Path) -> None:
    files = valid_files()
    for path, value in rule.get("set", {}).items():
        holder, key = place(files, path)
        holder[key] = value
    if "delete" in rule:
        holder, key = place(files, rule["delete"])
        del holder[key]
    found = problems_of(write(tmp_path, files))
    assert any(rule["problem"] in problem for problem in found), found


def test_the_valid_content_has_no_problem(tmp_path: Path) -> None:
    assert len(read_content(write(tmp_path, valid_files())).entries) == 4


@pytest.mark.parametrize(("key", "longest"), LONGEST.items())
def test_a_text_may_be_as_long_as_it_may_be(key: str, longest: int, tmp_path: Path) -> None:
    files = valid_files()
    files["basics.yaml"]["entries"][0]["ko_KR"][key] = "가" * longest
    assert read_content(write(tmp_path, files))
    files["basics.yaml"]["entries"][0]["ko_KR"][key] = "가" * (longest + 1)
    (problem,) = problems_of(write(tmp_path, files))
    assert problem.endswith(f"{key} has {longest + 1} characters: shorten it to {longest}")


def test_a_phrasing_may_be_as_long_as_an_utterance_of_lex(tmp_path: Path) -> None:
    files = valid_files()
    files["out_of_scope/ko_KR.yaml"]["far"] = ["x" * LONGEST_PHRASING, "x" * (LONGEST_PHRASING + 1)]
    (problem,) = problems_of(write(tmp_path, files))
    assert problem.startswith("out_of_scope/ko_KR.yaml:3:")


def test_every_problem_is_told_at_once_in_the_order_of_files_and_lines(tmp_path: Path) -> None:
    files = valid_files()
    first, second = files["basics.yaml"]["entries"]
    first["updated"], second["concept"] = "now", "weather"
    files["out_of_scope/ko_KR.yaml"]["far"] = [""]
    found = problems_of(write(tmp_path, files))
    assert [problem.split(":")[0] for problem in found] == ["basics.yaml", "basics.yaml", "out_of_scope/ko_KR.yaml"]
    assert "updated" in found[0]


def test_a_problem_reads_as_place_what_and_remedy() -> None:
    assert str(Problem("a/b.yaml", 7, "is wrong", "mend it")) == "a/b.yaml:7: is wrong: mend it"


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_content_with_anything_anywhere_is_read_or_told_what_is_wrong(tmp_path: Path, data: st.DataObject) -> None:
    files = copy.deepcopy(valid_files())
    holder, key = data.draw(st.sampled_from(list(_places(files))))
    holder[key] = data.draw(
        st.none() | st.just("") | st.just("x") | st.lists(st.sampled_from(["x", "y"])) | st.just({"a": ["b"]})
        | st.just([{"id": "z"}]) | st.just([["x"]])
    )  # fmt: skip
    with suppress(ContentError):
        read_content(write(tmp_path, files))


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
        yield value, key
        if isinstance(inner, dict | list):
            yield from _places(inner)
