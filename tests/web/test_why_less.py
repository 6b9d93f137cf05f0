"""Why less was seized: no explanation is called the right one before it is probable enough."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from playwright.sync_api import Locator, Page, expect

from quaywatch.api.strategy import flow
from quaywatch.cli.demonstration.people import add_people
from quaywatch.node import Description, Node
from quaywatch.strategy.flow.explanations import Explanation
from quaywatch.strategy.flow.verdict import Checks, Estimate, Verdict, Withheld
from tests.node.making import DAY
from tests.web.test_axe import violations

Enter = Callable[..., Page]
HALF = Estimate(median=0.5, low=0.2, high=0.9, prior_median=0.6, prior_low=0.1, prior_high=1.5)
UNDECIDED = Verdict(
    probability=dict.fromkeys(Explanation, 0.25),
    prior=dict.fromkeys(Explanation, 0.25),
    error=0.02,
    explanation=None,
    withheld=(Withheld.UNDECIDED,),
    part=dict.fromkeys(Explanation, HALF),
    traffic=HALF,
    seen=HALF,
    checks=Checks(r_hat=1.01, effective=900, diverged=0, draws=2000),
)
DECIDED = msgspec.structs.replace(
    UNDECIDED,
    probability=dict.fromkeys(Explanation, 0.02) | {Explanation.EVASION: 0.94},
    explanation=Explanation.EVASION,
    withheld=(),
)
UNSOUND = msgspec.structs.replace(
    UNDECIDED, withheld=(Withheld.UNDECIDED, Withheld.CHAINS_DISAGREE)
)


@pytest.fixture
def node(tmp_path: Path) -> Iterator[Node]:
    with Node.open(tmp_path / "node.sqlite", clock=lambda: DAY) as opened:
        opened.describe(Description(name="Antwerp", simulated=True))
        add_people(opened)
        yield opened


def _saying(said: Verdict | None) -> Callable[..., Verdict | None]:
    def found(*_asked: object, **_of: object) -> Verdict | None:
        return said

    return found


@pytest.fixture
def why(enter: Enter, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Locator]:
    """Show the panel where the computation comes to a verdict, or to none yet."""

    def shown(said: Verdict | None, **options: Any) -> Locator:
        monkeypatch.setattr(flow, "found", _saying(said))
        page = enter("coordinator", "#/strategy", **options)
        return page.get_by_role("region", name="Why less was seized")

    return shown


def test_until_it_is_computed_the_panel_says_so(why: Callable[..., Locator]) -> None:
    expect(why(None).get_by_role("status")).to_have_text("Being computed…")


def test_what_is_not_probable_enough_is_not_said_and_what_would_decide_it_is(
    why: Callable[..., Locator],
) -> None:
    panel = why(UNDECIDED)
    expect(panel.get_by_role("status")).to_contain_text("This cannot be decided with these data.")
    expect(panel.get_by_role("status")).to_contain_text("No explanation reaches 80.0 %")
    expect(panel.get_by_role("row").filter(has_text="Deterrence")).to_contain_text("25.0 %")
    expect(panel).to_contain_text("What would decide it")


def test_an_explanation_that_is_probable_enough_is_named_with_its_probability(
    why: Callable[..., Locator],
) -> None:
    expect(why(DECIDED).get_by_role("status")).to_have_text("Evasion: probability 94.0 %.")


def test_a_computation_that_failed_its_checks_gives_no_verdict(
    why: Callable[..., Locator],
) -> None:
    said = why(UNSOUND).get_by_role("status")
    expect(said).to_contain_text("No verdict: the computation did not pass its checks.")
    expect(said).to_contain_text("its chains disagree")


@pytest.mark.parametrize(("width", "scheme"), [(1440, "dark"), (380, "light")])
def test_the_panel_has_no_obstacle(why: Callable[..., Locator], width: int, scheme: str) -> None:
    panel = why(UNDECIDED, viewport={"width": width, "height": 900}, color_scheme=scheme)
    panel.get_by_text("What is assumed").press("Enter")
    expect(panel.get_by_role("slider").first).to_be_visible()
    assert panel.page.evaluate("document.documentElement.scrollWidth") <= width
    assert violations(panel.page) == []
