"""Public figures are believed or doubted by where they come from."""

import shutil
from importlib import resources
from pathlib import Path

import pytest

from quaywatch.cargo.identifiers import unlocode
from quaywatch.strategy.figures import (
    BadFigures,
    Figure,
    Quantity,
    Scope,
    Why,
    best,
    change,
    disagreements,
    public,
    read,
)

FIGURES = public().figures


def of(place: str, year: int, quantity: Quantity = Quantity.COCAINE_KG) -> list[Figure]:
    return [
        one
        for one in FIGURES
        if (one.place, one.year, one.quantity) == (place, year, quantity)
        and one.scope in (Scope.PORT, Scope.COUNTRY)
    ]


def known(code: str) -> bool:
    return unlocode.find(code) is not None


def test_there_are_many_and_each_names_its_source() -> None:
    assert len(FIGURES) >= 150
    assert all(one.source and one.definition in public().definitions for one in FIGURES)


def test_what_somebody_remembers_is_no_figure() -> None:
    assert not [one for one in FIGURES if "memory" in one.source]


def test_ports_are_named_by_their_code() -> None:
    ports = {one.place for one in FIGURES if one.scope is Scope.PORT}
    assert {place for place in ports if not known(place)} == set()
    assert {one.port for one in public().singles if not known(one.port)} == set()


def test_no_line_stands_twice() -> None:
    said = [(one.about, one.definition, one.value, one.source) for one in FIGURES]
    assert len(said) == len(set(said))


def test_three_figures_of_one_year_stand_side_by_side() -> None:
    found = [one for one in disagreements(FIGURES) if one.figures[0].about == (
        "BEANR", Scope.PORT, None, Quantity.COCAINE_KG, "2023-01", "2023-12"
    )]  # fmt: skip
    assert sorted(one.value for one in found[0].figures) == [116_000, 120_000, 121_000]
    assert Why.SOURCE in found[0].why
    assert best(found[0].figures).value == 116_000  # type: ignore[union-attr]


def test_a_least_value_below_another_contradicts_nothing() -> None:
    (found,) = disagreements(of("ESVLC", 2023))
    assert found.why == (Why.SOURCE,), "more than 13 t against 11.5 t cannot both be true"
    (found,) = disagreements(of("NLRTM", 2021))
    assert found.why == (Why.BOUND,), "more than 70 t and 72 t can"


def test_two_services_that_count_apart_are_told_apart() -> None:
    (found,) = disagreements(of("FRLEH", 2021))
    assert found.why == (Why.DEFINITION,)


def test_the_order_of_the_table_does_not_matter() -> None:
    assert disagreements(reversed(FIGURES)) == disagreements(FIGURES)


def test_the_fall_at_antwerp_was_one_of_sizes_and_not_of_numbers() -> None:
    (before,) = of("BEANR", 2023, Quantity.SEIZURES)
    (after,) = of("BEANR", 2024, Quantity.SEIZURES)
    found = change(116_000, int(before.value), 44_000, int(after.value))
    assert found.count_log > 0 > found.mass_log
    assert found.count_log + found.size_log == pytest.approx(found.mass_log)
    assert found.count_p == pytest.approx(0.50, abs=0.02)
    assert found.noise == pytest.approx((0.16, 0.33), abs=0.01)


def test_a_change_from_nothing_is_none() -> None:
    with pytest.raises(ValueError, match="above zero"):
        change(1, 0, 1, 1)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shipped = Path(str(resources.files("quaywatch.strategy.figures") / "data"))
    return Path(shutil.copytree(shipped, tmp_path / "data"))


@pytest.mark.parametrize(
    ("was", "becomes", "said"),
    [
        ("high,alwatan.com.sa/article/1065540", "high,", "source"),
        (",cocaine-seized,,,,,high,alwatan", ",hearsay,,,,,high,alwatan", "hearsay is explained"),
        ("2013-01,2013-12,4700", "2013-12,2013-01,4700", "last month is before its first"),
        ("2013-01,2013-12,4700", "2013-01,2013-13,4700", r"last"),
        ("2013-12,4700,", "2013-12,much,", "value"),
        (",cocaine-seized,,,,,high,alwatan", ",cocaine-seized,no,,,,high,alwatan", "at_least"),
    ],
)
def test_a_bad_line_is_named(folder: Path, was: str, becomes: str, said: str) -> None:
    table = folder / "figures.csv"
    text = table.read_text(encoding="utf-8")
    assert was in text
    table.write_text(text.replace(was, becomes, 1), encoding="utf-8")
    with pytest.raises(BadFigures, match=rf"figures\.csv, line \d+: .*({said})"):
        read(folder)


def test_a_missing_table_is_named(folder: Path) -> None:
    (folder / "single.csv").unlink()
    with pytest.raises(BadFigures, match=r"single\.csv"):
        read(folder)
