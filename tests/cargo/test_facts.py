from importlib.resources import files

from quaywatch.cargo.identifiers import country, package_type


def test_the_facts_that_travel_with_the_package_are_small() -> None:
    data = files("quaywatch.cargo") / "data"
    assert sum(len(entry.read_bytes()) for entry in data.iterdir()) < 1_500_000


def test_there_are_249_countries_and_27_member_states() -> None:
    assert len(country.names()) == 249
    assert len(country.european_union()) == 27
    assert country.names()["BE"] == "Belgium"


def test_package_types_are_codes_of_two_characters_with_a_name() -> None:
    names = package_type.names()
    assert names["CT"] == "Carton"
    assert all(len(code) == 2 and name for code, name in names.items())
