"""What an officer would have to verify for a consignment to be no case for inspection."""

import re
from collections.abc import Mapping
from itertools import chain

import msgspec
import numpy as np
import polars as pl
import pytest
from numpy.typing import NDArray

from quaywatch.cargo import (
    Consignment,
    Conveyance,
    Equipment,
    Frames,
    GoodsItem,
    Party,
    PartyRole,
    Route,
    to_frames,
)
from quaywatch.checks import Context
from quaywatch.checks.context import STORY_SCHEMA
from quaywatch.risk import Known, Model, assess, exact
from quaywatch.risk.counterfactual import (
    MOST_TRIED,
    Alternative,
    Case,
    Change,
    WhatIf,
    alternatives,
    assessor,
    text,
    what_if,
)
from quaywatch.risk.counterfactual.wording import GIVEN, OTHER, ROLES, SAID
from quaywatch.rules import load
from tests.risk.making import HEADER

LANGUAGES = ["en", "fr", "nl", "es"]
BOOK, MODEL = load(), Model.default()

SUSPICIOUS = Consignment(
    reference="SIM1",
    parties=(
        Party(role=PartyRole.CONSIGNOR, name="SIM Fruit SA", country="EC", address="N/A"),
        Party(role=PartyRole.CONSIGNEE, name="SIM Import BV", country="NL"),
    ),
    goods_items=(
        GoodsItem(
            sequence=1,
            description="GENERAL CARGO",
            hs_code="080390",
            package_count=1000,
            package_type="CT",
            gross_mass_kg=20_000.0,
        ),
    ),
    equipment=(Equipment(number="CSQU3054383", size_type="45R1", gross_mass_kg=20_000.0),),
    route=Route(port_of_loading="ECGYE", transhipment_ports=("PABLB",), port_of_discharge="NLRTM"),
    conveyance=Conveyance(vessel_name="SIM ONE", voyage="7", carrier_code="SIMA"),
)


class Desk:
    """Asks about one consignment with the built-in model and profiles."""

    def __init__(
        self,
        consignment: Consignment = SUSPICIOUS,
        context: Context | None = None,
        told: Mapping[str, str] | None = None,
    ) -> None:
        self.case = Case(HEADER, consignment, told or {})
        self.context = context or Context()
        self.assess = assessor(model=MODEL, rulebook=BOOK, context=self.context, past=unknown)
        (self.own,) = self.assess([self.case])

    def possible(self, past: Mapping[str, float] | None = None) -> list[Alternative]:
        frames = to_frames([(HEADER, self.case.consignment)])
        found = assess(frames, model=MODEL, rulebook=BOOK, context=self.context)
        return alternatives(self.case, found.explain(0).reasons, past or {})

    def ask(self, lower: float) -> WhatIf:
        """Ask with a line so far under what the consignment has."""
        return what_if(self.case, self.possible(), self.own - lower, self.assess)


def unknown(_: Frames) -> pl.DataFrame | None:
    return None


def codes(found: WhatIf) -> list[list[str]]:
    return [[change.code for change in each.changes] for each in found.below]


def test_one_fact_that_suffices_is_told_alone() -> None:
    found = Desk().ask(0.2)
    assert ["goods-described"] in codes(found)
    assert all(each.log_odds < found.line for each in found.below)
    assert found.nearest is None


def test_two_facts_are_told_where_one_does_not_suffice() -> None:
    desk = Desk()
    alone = desk.assess([each.make(desk.case) for each in desk.possible()])
    found = desk.ask(desk.own - min(alone) + 0.05)
    assert found.below
    assert all(len(each.changes) == 2 for each in found.below)


def test_no_set_holds_more_than_it_needs() -> None:
    for lower in (0.05, 0.2, 0.5, 1.0):
        sets = [set(map(str, each.changes)) for each in Desk().ask(lower).below]
        assert not any(one < other for one in sets for other in sets)


def test_where_nothing_suffices_what_would_lower_it_most_is_told() -> None:
    found = Desk().ask(30.0)
    assert found.below == ()
    assert found.nearest is not None
    assert found.line < found.nearest.log_odds < found.log_odds


def test_what_lies_below_the_line_already_needs_no_change() -> None:
    found = Desk().ask(-0.5)
    assert (found.below, found.nearest, found.tried) == ((), None, 0)


def test_each_answer_is_what_the_changed_consignment_is_assessed_at_alone() -> None:
    desk = Desk()
    cases = [each.make(desk.case) for each in desk.possible()]
    together = desk.assess(cases)
    for case, log_odds in zip(cases, together, strict=True):
        frames = to_frames([(HEADER, case.consignment)])
        alone = assess(frames, model=MODEL, rulebook=BOOK).scores["log_odds"].item()
        assert log_odds == alone


def test_the_same_question_has_the_same_answer_and_a_bounded_cost() -> None:
    party = Party(role=PartyRole.CONSIGNEE, name="SIM Import BV", address="n/a", telephone="1")
    crowded = msgspec.structs.replace(
        SUSPICIOUS,
        parties=(party,),
        equipment=tuple(Equipment(number=f"SIMU{n:07d}") for n in range(40)),
    )
    for consignment in (SUSPICIOUS, crowded):
        one, other = Desk(consignment).ask(0.4), Desk(consignment).ask(0.4)
        assert one == other
        assert one.tried < MOST_TRIED


def test_what_is_declared_is_doubted_only_where_something_speaks_against_it() -> None:
    sound = msgspec.structs.replace(
        SUSPICIOUS,
        goods_items=(
            msgspec.structs.replace(SUSPICIOUS.goods_items[0], description="FRESH BANANAS"),
        ),
    )
    asked = {each.change.code for each in Desk(sound).possible()}
    assert "goods-described" not in asked
    assert "goods-described" in {each.change.code for each in Desk().possible()}
    assert not any(
        "consignment.consignee_country" in each.change.fields for each in Desk().possible()
    )


def test_what_was_reported_of_a_box_can_be_explained() -> None:
    row = (
        "SIMA:SIM1",
        "CSQU3054383",
        "seal-changed",
        "SL1",
        "SL2",
        0,
        0,
        [7],
    )
    story = pl.DataFrame([row], schema=STORY_SCHEMA, orient="row")
    desk = Desk(context=Context(story=story), told={"seal-changed": "SL1 → SL2"})
    (explained,) = (p for p in desk.possible() if p.change.code == "story-explained")
    (changed,) = desk.assess([explained.make(desk.case)])
    assert changed == Desk().own < desk.own
    assert text(explained.change, "en") == (
        "What was reported of the container is explained (SL1 → SL2)"
    )


class Sharing:
    """A model that looks at nothing but with how many a telephone is shared."""

    version, base = "sharing", -3.0

    asks_the_past = True

    def log_odds(self, known: Known) -> NDArray[np.float64]:
        return self.base + exact.added(exact.on_grid(self.contributions(known)), len(known.frames))

    def contributions(self, known: Known) -> pl.DataFrame:
        assert known.past is not None
        rows = known.frames.consignments["row"]
        return pl.DataFrame(
            {
                "row": rows,
                "kind": ["learned"] * len(rows),
                "code": ["telephone_consignees"] * len(rows),
                "contribution": known.past["telephone_consignees"],
            }
        )

    def bases(self, known: Known) -> list[dict[str, dict[str, str]]]:
        return [{}] * len(known.frames)

    def fields(self, code: str) -> tuple[str, ...]:
        return ()


def test_a_shared_telephone_can_be_the_consignees_own() -> None:
    def past(frames: Frames) -> pl.DataFrame:
        return pl.DataFrame({"telephone_consignees": [4.0] * len(frames)})

    every = assessor(model=Sharing(), rulebook=BOOK, context=Context(), past=past)
    case = Case(HEADER, SUSPICIOUS)
    shared = {"telephone_consignees": 4.0, "address_consignees": 1.0}
    possible = alternatives(case, (), shared)
    (own,) = every([case])
    found = what_if(case, possible, own - 2.5, every)
    assert codes(found) == [["telephone-own"]]


def test_a_mass_off_the_usual_one_can_be_usual() -> None:
    desk = Desk()
    (usual,) = (
        p for p in desk.possible({"pair_mass_ratio": -2.0}) if p.change.code == "mass-usual"
    )
    (item,) = usual.make(desk.case).consignment.goods_items
    assert item.gross_mass_kg == 80_000.0


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_change_reads_as_a_sentence(language: str) -> None:
    changes = [
        Change(
            code=code,
            values={"role": role, "field": field, "port": "PABLB", "said": "SL1 → SL2"},
        )
        for code in SAID
        for role in ROLES
        for field in GIVEN
    ]
    said = [text(change, language) for change in changes]
    assert all(len(each) > 12 and not re.search("[{}]", each) for each in said)


def test_every_change_that_is_tried_has_words() -> None:
    other = msgspec.structs.replace(SUSPICIOUS, parties=())
    tried = chain(Desk().possible(), Desk(other).possible())
    assert {each.change.code for each in tried} <= SAID.keys()
    assert GIVEN.keys() == OTHER.keys()
