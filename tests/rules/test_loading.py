"""A folder of rules is taken whole or refused with all that is wrong with it."""

from pathlib import Path

import pytest

from quaywatch.rules import RuleBook, RuleError, load
from tests.rules.making import profile

PROFILE = """
code = "mine"
version = 1
weight = 1.5
author = "Desk 4"
source = "a case file"
expression = '{expression}'
[title]
en = "Mine"
fr = "Le mien"
nl = "De mijne"
es = "El mío"
[text]
en = "Mine."
fr = "Le mien."
nl = "De mijne."
es = "El mío."
[[tests]]
name = "one"
match = true
{example}
"""


def put(folder: Path, expression: str = "has(consignee.name)", example: str = "") -> Path:
    (folder / "mine.toml").write_text(PROFILE.format(expression=expression, example=example))
    return folder


def problems(folder: Path) -> str:
    with pytest.raises(RuleError) as caught:
        load(folder)
    return str(caught.value)


def test_a_profile_of_ones_own_is_read_and_tried(tmp_path: Path) -> None:
    book = load(put(tmp_path, example='consignee.name = "SIM"'))
    assert [(trial.code, trial.passed) for trial in book.test()] == [("mine", True)]


def test_a_failing_example_shows(tmp_path: Path) -> None:
    assert not load(put(tmp_path)).test()[0].passed


def test_an_example_with_an_unknown_field_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="perhaps consignee"):
        load(put(tmp_path, example='consignee.nam = "SIM"')).test()


def test_every_defect_is_told_not_only_the_first(tmp_path: Path) -> None:
    put(tmp_path, expression="consignee.country == 3")
    (tmp_path / "broken.toml").write_text("code = ")
    (tmp_path / "other.toml").write_text("nothing = 1")
    (tmp_path / "seals.csv").write_text("id,target,value,weight,reason\nA,seal,(,1,why\n")
    (tmp_path / "boats.csv").write_text("id,target,value,weight,reason\nA,submarine,X,1,why\n")
    said = problems(tmp_path)
    assert "cannot compare a text with a number" in said
    for file in ("broken.toml", "other.toml", "seals.csv", "boats.csv: line 2"):
        assert file in said


def test_the_same_code_twice_is_refused(tmp_path: Path) -> None:
    put(tmp_path)
    (tmp_path / "again.toml").write_text((tmp_path / "mine.toml").read_text())
    assert "mine is there 2 times" in problems(tmp_path)


def test_no_weight_is_beyond_all_measure(tmp_path: Path) -> None:
    put(tmp_path)
    text = (tmp_path / "mine.toml").read_text().replace("1.5", "1000.0")
    (tmp_path / "mine.toml").write_text(text)
    assert "beyond" in problems(tmp_path)


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    assert "there is no folder" in problems(tmp_path / "absent")


def test_the_version_follows_the_content(tmp_path: Path) -> None:
    before = load(put(tmp_path)).version
    assert load(put(tmp_path)).version == before
    assert load(put(tmp_path, expression="has(consignor.name)")).version != before


def test_a_book_that_was_sent_elsewhere_is_the_same_book(tmp_path: Path) -> None:
    (tmp_path / "desk.csv").write_text(
        "id,target,value,weight,reason,expires,alike\n"
        "a,party,SIM Fruit NV,2,met before,2027-01-01,0.9\n"
    )
    (tmp_path / "lists.toml").write_text('[lists]\nports = ["ECGYE"]\n')
    book = load(put(tmp_path, "route.port_of_loading in lists.ports")).with_profiles(
        [profile("more", "has(consignee.name)")], former=[profile("once", "has(consignor.name)")]
    )
    again = RuleBook.read(book.dump())
    assert (again.version, again.dump()) == (book.version, book.dump())
    assert [each.code for each in again.profiles] == ["mine", "more"]
    assert again.title("once", "en") == "one"
    assert again.entries == book.entries
