"""Why seizures fell, as it crosses the border: computed aside, withheld, and told with reasons."""

import time
from collections.abc import Callable
from typing import Any

import pytest
from fastapi.testclient import TestClient

from quaywatch.api.strategy import flow
from quaywatch.api.strategy.answers import Answers
from quaywatch.strategy.flow.observed import Observed
from quaywatch.strategy.flow.published import published

SignIn = Callable[[str], TestClient]


def settled(ask: Callable[[], Any]) -> Any:
    until = time.monotonic() + 240
    while (found := ask()) is None:
        assert time.monotonic() < until, "no answer came"
        time.sleep(0.05)
    return found


def test_the_verdict_on_public_figures_is_withheld_and_says_what_is_lacking(
    sign_in: SignIn,
) -> None:
    client = sign_in("coordinator")
    said = settled(lambda: client.get("/api/strategy/verdict?lang=en").json()["verdict"])
    assert said["explanation"] is None
    assert said["withheld"] == ["undecided"]
    assert sum(said["probability"].values()) == pytest.approx(1)
    assert max(said["probability"].values()) < said["enough"] == 0.8
    assert said["lacking"][:2] == ["audits_before", "audits_after"]
    figures = client.get("/api/strategy/figures").json()["figures"]
    values = {figures[line]["value"] for line in said["figures"]}
    assert {116_000, 44_000, 124, 136, 45_000, 81_000} <= values


@pytest.mark.parametrize("query", ["detection=0.9", "purity=0", "noise=x", "colour=1"])
def test_what_cannot_be_assumed_is_refused(sign_in: SignIn, query: str) -> None:
    assert sign_in("coordinator").get(f"/api/strategy/verdict?{query}").status_code == 422


def test_answers_are_kept_and_what_failed_is_told_once() -> None:
    answers: Answers[int] = Answers("test")
    asked: list[int] = []

    def compute() -> int:
        asked.append(1)
        if len(asked) == 1:
            raise ValueError("no")
        return 7

    with pytest.raises(ValueError, match="no"):
        settled(lambda: answers.ask("key", compute))
    assert settled(lambda: answers.ask("key", compute)) == 7
    assert answers.ask("key", compute) == 7
    assert len(asked) == 2


def test_what_a_simulated_node_found_by_lot_is_told_and_not_taken_for_evidence() -> None:
    own = Observed(port="BEANR", year=2025, boxes=9000, audited=900, hits=2)
    assert flow.evidence([own], simulated=True) == published()
    real = flow.evidence([own], simulated=False)
    (year,) = [one for one in real.port_years if (one.port, one.year) == ("BEANR", 2025)]
    assert (year.audited, year.audit_hits) == (900, 2)
