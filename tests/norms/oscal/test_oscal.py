"""OSCAL documents name what they point to, and say of every requirement what was found."""

from typing import Any

import pytest

from quaywatch.norms import Catalogue, Level
from quaywatch.norms.answer import Answer, Maturity
from quaywatch.norms.life import answer
from quaywatch.norms.oscal import catalog, documents, profile
from quaywatch.norms.package import packed
from tests.norms.making import CATALOGUE, DAY, NOW, PORT, act, answered


def exported() -> dict[str, Any]:
    made = answered()
    gap = Answer(requirement="GOV-01", said=Maturity.ABSENT, gap_owner="kim", gap_eur=1000.0)
    made = made.apply(answer(made, gap, CATALOGUE, act(made, "ann"), PORT))
    return documents(packed(made, CATALOGUE, DAY), CATALOGUE, NOW)


def uuids(value: Any) -> list[str]:
    """The ids that things have; not those by which others name them."""
    if isinstance(value, list):
        return [one for each in value for one in uuids(each)]
    if not isinstance(value, dict):
        return []
    own = [value["uuid"]] if "uuid" in value else []
    return own + [one for each in value.values() for one in uuids(each)]


def test_there_is_a_control_for_each_requirement_with_its_texts_in_six_languages() -> None:
    groups = catalog(CATALOGUE, NOW)["catalog"]["groups"]
    controls = {one["id"]: one for group in groups for one in group["controls"]}
    assert set(controls) == {one.id.lower() for one in CATALOGUE.requirements}
    statement = controls["scn-06"]["parts"][0]
    assert [prop["value"] for prop in statement["props"]] == list(
        next(one for one in CATALOGUE.requirements if one.id == "SCN-06").statement.values()
    )


@pytest.mark.parametrize("level", Level)
def test_a_profile_picks_what_its_level_asks_for(level: Level) -> None:
    made = profile(CATALOGUE, level, NOW, "catalog.json")["profile"]
    picked = made["imports"][0]["include-controls"][0]["with-ids"]
    assert picked == [one.id.lower() for one in CATALOGUE.requirements if level.includes(one.level)]


def test_every_document_points_to_one_that_is_there() -> None:
    made = exported()
    hrefs = (
        made["profile.json"]["profile"]["imports"][0]["href"],
        made["system-security-plan.json"]["system-security-plan"]["import-profile"]["href"],
        made["assessment-plan.json"]["assessment-plan"]["import-ssp"]["href"],
        made["assessment-results.json"]["assessment-results"]["import-ap"]["href"],
    )
    assert set(hrefs) <= set(made)


def test_findings_point_to_controls_and_observations_that_are_there_and_no_id_is_there_twice() -> (
    None
):
    made = exported()
    result = made["assessment-results.json"]["assessment-results"]["results"][0]
    seen = {one["uuid"] for one in result["observations"]}
    for finding in result["findings"]:
        assert finding["target"]["target-id"].removesuffix("_smt").upper() in {
            one.id for one in CATALOGUE.requirements
        }
        for one in finding.get("related-observations", ()):
            assert one["observation-uuid"] in seen
    for document in made.values():
        found = uuids(document)
        assert len(found) == len(set(found))


def test_what_is_missing_is_in_the_plan_of_action_with_its_owner() -> None:
    poam = exported()["plan-of-action-and-milestones.json"]["plan-of-action-and-milestones"]
    assert [one["title"] for one in poam["poam-items"]] == ["GOV-01"]
    props = {one["name"]: one["value"] for one in poam["poam-items"][0]["props"]}
    assert props == {"requirement": "GOV-01", "owner": "kim", "eur": "1000"}


def test_the_same_assessment_makes_the_same_documents() -> None:
    assert exported() == exported()


def test_an_assessment_by_another_catalogue_is_not_exported_with_this_one() -> None:
    fewer = Catalogue(groups=CATALOGUE.groups, requirements=CATALOGUE.requirements[:50])
    with pytest.raises(ValueError, match="was not planned by"):
        documents(packed(answered(), CATALOGUE, DAY), fewer, NOW)
