"""The catalogue says in six languages what is asked, and is called after what it says."""

import shutil
from importlib import resources
from pathlib import Path

import msgspec
import pytest

from quaywatch.norms import Catalogue, Level, Unit
from quaywatch.norms.catalogue import BadCatalogue
from quaywatch.norms.requirement import LANGUAGES
from quaywatch.norms.versions import Change, Changed, changes
from tests.norms.making import CATALOGUE


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with resources.as_file(resources.files("quaywatch.norms") / "data") as shipped:
        return Path(shutil.copytree(shipped, tmp_path / "data"))


def test_at_least_eighty_requirements_are_stated_in_six_languages() -> None:
    assert len(CATALOGUE.requirements) >= 80
    for one in CATALOGUE.requirements:
        assert set(one.statement) == set(LANGUAGES)
        assert len(set(one.statement.values())) == len(LANGUAGES)
        assert all(text.endswith(".") for text in one.statement.values())


def test_every_group_has_requirements_and_a_name_in_six_languages() -> None:
    for group in CATALOGUE.groups:
        assert CATALOGUE.of_group(group.code)
        assert all(group.name[language] for language in LANGUAGES)


def test_at_least_twenty_requirements_are_measured_by_the_node_each_by_its_own_measure() -> None:
    measures = [one.measure for one in CATALOGUE.requirements if one.measure]
    assert len(measures) == len(set(measures)) >= 20


def test_shares_and_answers_by_yes_have_thresholds_that_can_be_met() -> None:
    for one in CATALOGUE.requirements:
        if one.unit in (Unit.SHARE, Unit.YES):
            assert 0 <= one.threshold <= 1
        assert one.met_by(one.threshold)


def test_a_level_includes_the_ones_before_it() -> None:
    assert Level.TARGET.includes(Level.BASELINE)
    assert not Level.BASELINE.includes(Level.ENHANCED)


def test_the_same_tables_make_the_same_version_and_a_changed_word_another(folder: Path) -> None:
    assert Catalogue.load(folder).version == CATALOGUE.version
    table = folder / "statements" / "en.csv"
    table.write_text(table.read_text().replace("within 36 hours", "within 36 hours at most"))
    new = Catalogue.load(folder)
    assert new.version != CATALOGUE.version
    said = Changed(id="SCN-06", change=Change.REWORDED, fields=("statement",))
    assert changes(CATALOGUE, new) == (said,)


def test_another_threshold_is_another_requirement_and_what_goes_and_comes_is_told(
    folder: Path,
) -> None:
    one = msgspec.structs.replace(CATALOGUE.requirements[0], threshold=0.5)
    new = msgspec.structs.replace(CATALOGUE, requirements=(one, *CATALOGUE.requirements[1:-1]))
    gone = CATALOGUE.requirements[-1].id
    assert changes(CATALOGUE, new) == (
        Changed(id=one.id, change=Change.CHANGED, fields=("threshold",)),
        Changed(id=gone, change=Change.REMOVED),
    )
    assert Changed(id=gone, change=Change.ADDED) in changes(new, CATALOGUE)


@pytest.mark.parametrize(
    ("table", "old", "new", "message"),
    [
        ("requirements.csv", "GOV-01,baseline", "GOV-01,lowest", "GOV-01: Invalid enum"),
        ("requirements.csv", "GOV-02,baseline", "GOV-01,baseline", "GOV-01 stands there twice"),
        ("requirements.csv", "GOV-01,baseline", "ZZZ-01,baseline", "ZZZ-01: no statement"),
        ("requirements.csv", "id,level", "id,niveau", "no column level"),
        ("groups.csv", "GOV,", "GOX,", "no group GOV"),
        ("statements/nl.csv", "GOV-01,", "GOV-99,", "GOV-01: no statement in nl"),
    ],
)
def test_a_fault_in_the_tables_is_told_with_its_place(
    folder: Path, table: str, old: str, new: str, message: str
) -> None:
    path = folder / table
    path.write_text(path.read_text().replace(old, new, 1))
    with pytest.raises(BadCatalogue, match=message):
        Catalogue.load(folder)
