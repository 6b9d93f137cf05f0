"""The service keeps what it declares, whoever asks and whatever is sent."""

from pathlib import Path

import pytest

from quaywatch.node import Node
from tests.api.contract.people import furnished
from tests.api.contract.trial import Trial


def test_nothing_that_anybody_sends_is_answered_but_as_declared(
    template: Path, tmp_path: Path
) -> None:
    with furnished(template, tmp_path / "node.sqlite") as (app, names):
        trial = Trial(app, names)
        trial.furnish()
        assert trial.run(examples=4, drawn_by=1)
    told = "\n".join(f"{name}\n  {how}" for name, how in sorted(trial.broken.items()))
    assert not trial.broken, told
    assert trial.answered[200] > 500


def _fails(_node: Node, _day: object = None) -> None:
    raise RuntimeError("something that nobody thought of")


def test_a_route_that_fails_is_found(
    template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Node, "resources", _fails)
    with furnished(template, tmp_path / "node.sqlite") as (app, names):
        trial = Trial(app, names)
        assert trial.run(examples=2, drawn_by=1, only="GET /api/resources$")
    found = {"GET /api/resources: Server error", "GET /api/resources: Undocumented status code"}
    assert trial.broken.keys() == found


def test_a_route_that_says_what_it_does_not_declare_is_found(
    template: Path, tmp_path: Path
) -> None:
    with furnished(template, tmp_path / "node.sqlite") as (app, names):
        declared = app.openapi()["components"]["schemas"]["ResourceShape"]
        declared["properties"]["slots_per_hour"] = {"type": "string"}
        trial = Trial(app, names)
        assert trial.run(examples=2, drawn_by=1, only="GET /api/resources$")
    assert list(trial.broken) == ["GET /api/resources: Response violates schema"]
