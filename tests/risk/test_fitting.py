"""What is learned holds for all consignments, not for those that looked suspect."""

import numpy as np
import pytest

from quaywatch.risk import Model, assess, fit
from quaywatch.risk.figures import Figures
from quaywatch.rules import RuleBook
from tests.risk.making import frames, outcomes, plain
from tests.rules.making import profile

BLANK = Model(Figures(base=-3.0, source="a test", other_finding=0.0))
NO_RULES = RuleBook()
RATES = {"ECGYE": 0.20, "CNSHA": 0.02}


def planted(size: int = 12_000) -> tuple[list, np.ndarray, np.ndarray]:
    """Return consignments of two ports, what they hide, and how an officer's hunch selects them.

    The hunch favours what hides something, as a tip would; it is in no column.
    """
    random = np.random.default_rng(11)
    ports = random.choice(list(RATES), size)
    hides = random.random(size) < np.array([RATES[port] for port in ports])
    hunch = random.random(size) < np.where(hides, 0.7, 0.1)
    return [plain(i, port) for i, port in enumerate(ports)], hides, np.where(hunch, 0.9, 0.2)


def rates(model: Model) -> dict[str, float]:
    ports = frames([plain(0, port) for port in RATES])
    scores = assess(ports, model=model, rulebook=NO_RULES).scores
    return dict(zip(RATES, scores["probability"], strict=True))


@pytest.fixture(scope="module")
def learned() -> tuple[Model, Model]:
    """Return the model that weighs by selection and one that takes the selected for the whole."""
    several, hides, chance = planted()
    selected = np.random.default_rng(12).random(len(several)) < chance
    rows = np.flatnonzero(selected).tolist()
    seen = [(row, bool(hides[row]), float(chance[row])) for row in rows]
    blind = [(row, found, 1.0) for row, found, _ in seen]
    batch = frames(several)
    weighted, naive = (
        fit(batch, outcomes(each), rulebook=NO_RULES, declared=BLANK) for each in (seen, blind)
    )
    return weighted, naive


def test_weighted_by_selection_the_planted_rates_come_back(learned) -> None:
    weighted, naive = learned
    for port, rate in RATES.items():
        assert rates(weighted)[port] == pytest.approx(rate, rel=0.25)
        assert rates(naive)[port] > 1.4 * rate


def test_the_intercept_is_calibrated_on_all_that_was_seen(learned) -> None:
    several, hides, _ = planted()
    scores = assess(frames(several), model=learned[0], rulebook=NO_RULES).scores
    assert scores["probability"].mean() == pytest.approx(hides.mean(), rel=0.1)


def test_a_prior_says_on_how_many_inspections_it_rests(learned) -> None:
    batch = frames([plain(0, "ECGYE")])
    reasons = assess(batch, model=learned[0], rulebook=NO_RULES).explain(0).reasons
    port = next(reason for reason in reasons if reason.code == "port_of_loading")
    assert int(port.values["inspected"]) > 1000
    assert 0 < int(port.values["found"]) < int(port.values["inspected"])


def test_a_port_never_seen_takes_after_its_country(learned) -> None:
    batch = frames([plain(0, "ECPBO"), plain(1, "ECGYE"), plain(2, "CNSHA")])
    unseen, known, other = assess(batch, model=learned[0], rulebook=NO_RULES).scores["probability"]
    assert other < unseen < known


def test_the_order_of_rows_teaches_nothing() -> None:
    several, hides, chance = planted(400)
    seen = [(row, bool(hides[row]), float(chance[row])) for row in range(400)]
    forward = fit(frames(several), outcomes(seen), rulebook=NO_RULES, declared=BLANK)
    turned = [(399 - row, found, each) for row, found, each in reversed(seen)]
    backward = fit(frames(several[::-1]), outcomes(turned), rulebook=NO_RULES, declared=BLANK)
    assert forward.version == backward.version


@pytest.mark.parametrize(("weight", "guilty"), [(0.5, False), (-0.5, True)])
def test_a_weight_keeps_the_sign_of_its_author_whatever_was_found(weight, guilty) -> None:
    """Finds that speak against the author bring the weight to nought, not past it."""
    book = RuleBook([profile("timber", 'any(goods.hs_code.startsWith("44"))', weight)])
    several = [plain(i, hs_code="4407" if i % 2 else "9503") for i in range(600)]
    marked = [(row, (row % 2 == 1) is guilty and row % 3 == 0, 0.5) for row in range(600)]
    model = fit(frames(several), outcomes(marked), rulebook=book, declared=BLANK)
    assert model.figures.profiles["timber"] * weight >= 0
    assert abs(model.figures.profiles["timber"]) < abs(weight)


def test_no_evidence_leaves_the_declaration(learned) -> None:
    model = fit(frames([plain(1)]), outcomes([]), rulebook=NO_RULES)
    declared = Model.default().figures
    assert model.figures.base == declared.base
    assert model.figures.effects["country_of_loading"] == declared.effects["country_of_loading"]


@pytest.mark.parametrize("chance", [0.0, -0.1, 1.5, None, float("nan")])
def test_a_chance_that_is_none_is_refused(chance) -> None:
    with pytest.raises(ValueError, match="selection probability"):
        fit(frames([plain(0)]), outcomes([(0, False, chance)]), rulebook=NO_RULES)
