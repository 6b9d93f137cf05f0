"""Evidence that contradicts itself is refused where it does."""

import pytest

from quaywatch.strategy.flow import BadEvidence, Evidence, PortYear, Role

ROLES = {"BEANR": Role.TARGET, "NLRTM": Role.RECEIVER}


def evidence(*port_years: PortYear, roles: dict[str, Role] = ROLES) -> Evidence:
    return Evidence(roles=roles, changed=2024, port_years=port_years)


def year(of: int, port: str = "BEANR", **said: float) -> PortYear:
    return PortYear(port=port, year=of, **said)  # type: ignore[arg-type]


def test_the_target_needs_years_before_and_after() -> None:
    assert evidence(year(2023), year(2024)).target == "BEANR"
    for only in (2023, 2024):
        with pytest.raises(BadEvidence, match="BEANR needs years before and after"):
            evidence(year(only))


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ({"audited": 10, "audit_hits": 11, "containers": 20}, "BEANR 2023, audit_hits"),
        ({"tests": 3, "tests_found": 4}, "BEANR 2023, tests_found"),
        ({"audited": 10, "containers": 9}, "BEANR 2023, audited"),
        ({"audited": 10}, "BEANR 2023, audited"),
        ({"hits": 0, "mass_kg": 5.0}, "BEANR 2023, mass_kg"),
    ],
)
def test_more_cannot_be_found_than_was_looked_at(said: dict[str, float], message: str) -> None:
    with pytest.raises(BadEvidence, match=message):
        evidence(year(2023, **said), year(2024))


def test_a_port_year_stands_once_and_its_port_has_a_role() -> None:
    with pytest.raises(BadEvidence, match="BEANR 2023: stands twice"):
        evidence(year(2023), year(2023), year(2024))
    with pytest.raises(BadEvidence, match="DEHAM 2023: the port has no role"):
        evidence(year(2023, port="DEHAM"), year(2023), year(2024))
    with pytest.raises(BadEvidence, match="exactly one port is the target"):
        evidence(year(2023), year(2024), roles=ROLES | {"DEHAM": Role.TARGET})


def test_a_port_can_be_left_out_but_not_the_target() -> None:
    both = evidence(year(2023), year(2024), year(2023, port="NLRTM"))
    assert [one.port for one in both.without("NLRTM").port_years] == ["BEANR", "BEANR"]
    with pytest.raises(BadEvidence, match="BEANR"):
        both.without("BEANR")
