"""What the story of a container tells becomes a finding with its evidence."""

import polars as pl
import pytest

from quaywatch import checks
from quaywatch.checks.context import STORY_SCHEMA
from quaywatch.story import Contradiction
from quaywatch.stowage import Oddity
from tests.checks.examples import BOX, CLEAN, frames

EARLIER, LATER = "EC100 (GTIN ECGYE 2026-02-27 10:00 UTC)", "EC999 (DISC BEANR)"

TOLD = (*Contradiction, *Oddity)


def context(code: str, number: str = BOX.number) -> checks.Context:
    told = (CLEAN.id, number, code, EARLIER, LATER, 1500, 500, [7, 12])
    return checks.Context(story=pl.DataFrame([told], schema=STORY_SCHEMA, orient="row"))


def test_every_contradiction_and_every_oddity_aboard_is_a_check() -> None:
    assert {c.code for c in TOLD} <= {check.code for check in checks.ALL}


@pytest.mark.parametrize("code", [c.code for c in TOLD])
def test_a_contradiction_of_a_boxs_story_is_a_finding(code: str) -> None:
    batch, told = frames(CLEAN), context(code)
    found = checks.run(batch, told)
    assert found["code"].to_list() == [code]
    ((_, finding),) = checks.describe(batch, found, told)
    assert finding.events == (7, 12)
    for language in checks.LANGUAGES:
        sentence = checks.text(finding, language)
        assert LATER in sentence
        assert sentence.endswith(".")
        assert "—" not in sentence


def test_the_story_of_another_box_is_no_finding() -> None:
    assert checks.run(frames(CLEAN), context("seal-changed", "TSTU1000000")).is_empty()
