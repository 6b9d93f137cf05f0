"""What is known of the ports together, as it crosses the border."""

from collections.abc import Callable
from typing import Any

import pytest
from fastapi.testclient import TestClient

SignIn = Callable[[str], TestClient]


@pytest.fixture
def known(sign_in: SignIn) -> dict[str, Any]:
    return sign_in("coordinator").get("/api/strategy/figures").json()


def test_every_figure_that_is_shown_leads_to_its_source(known: dict[str, Any]) -> None:
    figures = known["figures"]
    assert len(figures) >= 150
    assert [one["id"] for one in figures] == list(range(len(figures)))
    assert all(one["source"] and known["definitions"][one["definition"]] for one in figures)
    shown = [lines for year in known["years"] for lines in year["said"].values()]
    assert shown
    assert all(0 <= line < len(figures) for lines in shown for line in lines)


def test_antwerps_fall_of_2024_is_one_of_size(known: dict[str, Any]) -> None:
    found = next(one for one in known["changes"] if (one["port"], one["year"]) == ("BEANR", 2024))
    values = [known["figures"][line]["value"] for line in found["figures"]]
    assert values == [116_000, 124, 44_000, 136]
    assert found["mass_log"] == pytest.approx(found["count_log"] + found["size_log"])
    assert found["count_log"] > 0
    assert found["count_p"] > 0.4


def test_a_mass_of_which_the_number_is_known_has_a_mean(known: dict[str, Any]) -> None:
    year = next(one for one in known["years"] if (one["port"], one["year"]) == ("BEANR", 2023))
    assert year["mean_kg"] == pytest.approx(116_000 / 124)
    assert len(year["said"]["cocaine_kg"]) >= 3  # 116, 121 and more than 120 t stand side by side


def test_where_sources_differ_all_are_named(known: dict[str, Any]) -> None:
    figures = known["figures"]
    for one in known["disagreements"]:
        said = [figures[line] for line in one["figures"]]
        assert len({each["value"] for each in said}) > 1
        assert len({(each["place"], each["quantity"], each["first"]) for each in said}) == 1
        assert one["why"]


def test_every_port_with_figures_lies_somewhere(known: dict[str, Any]) -> None:
    assert {one["port"] for one in known["years"]} <= {one["port"] for one in known["places"]}
