"""One assessment serves several regimes, and claims of none what was not read."""

import csv
import shutil
from datetime import UTC, datetime
from importlib import resources
from pathlib import Path

import msgspec
import pytest
from trestle.oscal.mapping import Model

from quaywatch.norms import Catalogue, Standing, State
from quaywatch.norms.mapping import (
    BadMapping,
    Mappings,
    Read,
    Relation,
    Showing,
    mapping_collection,
    shown_for,
)
from quaywatch.norms.standing import Backing

CATALOGUE = Catalogue.load()
MAPPINGS = Mappings.load(CATALOGUE)
REGIMES = [one.code for one in MAPPINGS.regimes]


def stood(requirement: str, state: State) -> Standing:
    return Standing(
        requirement=requirement,
        state=state,
        backing=Backing.VERIFIED,
        figure=None,
        observed_on=None,
        evidence=("E1",),
        expired=(),
        certain=True,
    )


def showing(clause: str, *standings: Standing) -> Showing:
    found = shown_for("isps", MAPPINGS, standings)
    return next(one.showing for one in found if one.clause.clause == clause)


def test_every_clause_names_where_it_was_read() -> None:
    assert all(one.source.startswith("https://") for one in MAPPINGS.clauses)


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (State.MET, Showing.FULL),
        (State.PARTLY, Showing.PART),
        (State.NOT_MET, Showing.NOTHING),
        (State.UNKNOWN, Showing.NOTHING),
    ],
)
def test_a_requirement_that_asks_for_more_than_the_clause_shows_all_of_it(
    state: State, expected: Showing
) -> None:
    assert showing("A/15.4", stood("GOV-02", state)) is expected


@pytest.mark.parametrize(
    ("state", "expected"),
    [(State.MET, Showing.PART), (State.NOT_MET, Showing.AGAINST), (State.EXPIRED, Showing.AGAINST)],
)
def test_a_requirement_that_is_part_of_the_clause_shows_a_part_or_speaks_against(
    state: State, expected: Showing
) -> None:
    assert showing("A/14.2.2", stood("ACC-02", state)) is expected


def test_what_shows_a_clause_is_told_with_evidence_the_strongest_first() -> None:
    standings = [stood("ACC-02", State.MET), stood("ACC-01", State.MET)]
    found = shown_for("isps", MAPPINGS, standings)
    one = next(each for each in found if each.clause.clause == "A/14.2.2")
    assert [(by.mapped.requirement, by.evidence) for by in one.by] == [
        ("ACC-01", ("E1",)),
        ("ACC-02", ("E1",)),
    ]


def test_nothing_is_said_to_fulfil_a_clause_of_which_only_the_heading_was_read() -> None:
    headings = {one.code for one in MAPPINGS.regimes if one.read is Read.HEADING}
    for one in MAPPINGS.mapped:
        assert not (one.regime in headings and one.relation.fulfils)


@pytest.mark.parametrize("regime", REGIMES)
def test_as_oscal_nists_model_takes_it(regime: str) -> None:
    made = mapping_collection(CATALOGUE, MAPPINGS, regime, datetime(2026, 3, 2, tzinfo=UTC))
    assert Model.model_validate_json(msgspec.json.encode(made))
    maps = made["mapping-collection"]["mappings"][0]["maps"]
    assert len(maps) == sum(one.regime == regime for one in MAPPINGS.mapped) > 0
    assert {one["relationship"] for one in maps} <= {each.value for each in Relation}


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (["GOV-99", "isps", "A/15.4", "equal-to", "5"], "is not there"),
        (["GOV-02", "isps", "A/99", "equal-to", "5"], "is not there"),
        (["GOV-02", "isps", "A/15.4", "superset-of", "8"], "twice"),
        (["GOV-02", "basc", "4.1", "superset-of", "8"], "not read"),
        (["GOV-02", "isps", "A/15.5.4", "like", "8"], "row 65"),
        (["GOV-02", "isps", "A/15.5.4", "equal-to", "11"], "row 65"),
    ],
)
def test_rows_that_do_not_fit_are_told_with_their_place(
    tmp_path: Path, row: list[str], told: str
) -> None:
    with resources.as_file(resources.files("quaywatch.norms") / "data" / "regimes") as shipped:
        shutil.copytree(shipped, tmp_path / "regimes")
    with (tmp_path / "regimes" / "mappings.csv").open("a", newline="") as file:
        csv.writer(file).writerow(row)
    with pytest.raises(BadMapping, match=told):
        Mappings.load(CATALOGUE, tmp_path / "regimes")
