import polars as pl
import pytest

from quaywatch.cargo import Severity
from quaywatch.cargo.identifiers import country, unlocode
from quaywatch.cargo.terms import col


@pytest.mark.parametrize("written", ["BEANR", "beanr", " BE ANR "])
def test_a_known_place_has_name_country_and_position(written: str) -> None:
    found = unlocode.parse(written)
    assert found.valid
    assert found.code == "BEANR"
    assert found.country == "BE"
    assert found.place is not None
    assert found.place.name == "Antwerpen"
    assert found.place.port
    assert found.place.longitude == pytest.approx(4.3, abs=0.2)
    assert found.place.latitude == pytest.approx(51.3, abs=0.2)


@pytest.mark.parametrize(
    ("written", "code", "severity"),
    [
        ("*****", "unlocode.form", Severity.ERROR),
        ("VSL", "unlocode.form", Severity.ERROR),
        ("", "unlocode.form", Severity.ERROR),
        ("ZZOPT", "unlocode.country", Severity.ERROR),
        ("BE000", "unlocode.unknown", Severity.WARNING),
    ],
)
def test_a_wrong_or_unknown_place_is_kept_and_explained(
    written: str, code: str, severity: Severity
) -> None:
    found = unlocode.parse(written)
    assert found.written == written
    assert [(p.code, p.severity) for p in found.problems] == [(code, severity)]
    assert not unlocode.known(written)


@pytest.mark.parametrize(
    ("code", "name"), [("ECGYE", "Guayaquil"), ("NLRTM", "Rotterdam"), ("XX000", None)]
)
def test_a_place_is_called_by_its_name(code: str, name: str | None) -> None:
    assert unlocode.name(code) == name


def test_inland_places_are_known_too() -> None:
    assert unlocode.known("DEDUI")
    assert unlocode.known("CHBSL")


def test_every_port_of_the_great_trades_has_a_position() -> None:
    table = unlocode.table()
    ports = ["CNSHA", "SGSIN", "NLRTM", "BEANR", "BEZEE", "DEHAM", "ESALG", "MAPTM", "PABLB"]
    ports += ["ECGYE", "COCTG", "COTRB", "BRSSZ", "CRMOB", "PECLL", "CLSAI", "FRLEH", "ITGIT"]
    rows = table.filter(pl.col("code").is_in(ports))
    assert rows.height == len(ports)
    assert rows["port"].all()
    assert rows["longitude"].null_count() == 0


def test_the_list_is_sound() -> None:
    table = unlocode.table()
    assert table["code"].is_unique().all()
    assert table["code"].str.contains("^[A-Z]{2}[A-Z0-9]{3}$").all()
    heads = set(table["code"].str.slice(0, 2).unique())
    assert heads - set(country.names()) <= {"XZ"}
    assert table["longitude"].drop_nulls().is_between(-180, 180).all()
    assert table["latitude"].drop_nulls().is_between(-90, 90).all()


def test_columns_say_what_the_scalar_says() -> None:
    written = ["BEANR", "beanr", "ZZOPT", "*****", "BE000", "", None] * 20
    frame = pl.DataFrame({"place": pl.Series(written, dtype=pl.String)})
    known = frame.select(unlocode.known_column(col("place")).expr).to_series().to_list()
    valid = frame.select(unlocode.valid_column(col("place")).expr).to_series().to_list()
    assert known == [None if w is None else unlocode.known(w) for w in written]
    assert valid == [None if w is None else unlocode.parse(w).valid for w in written]
