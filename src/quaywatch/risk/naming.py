"""Codes with the name that an officer knows them by."""

from collections.abc import Callable

from quaywatch.cargo.identifiers import country as countries
from quaywatch.cargo.identifiers import hs_code, unlocode


def country(code: str, language: str) -> str:
    """Return a country's code with its name."""
    name = countries.names(language).get(code)
    return code if name is None else f"{name} ({code})"


def port(code: str, _: str) -> str:
    """Return a UN/LOCODE with its name."""
    name = unlocode.name(code)
    return code if name is None else f"{name} ({code})"


def goods(code: str, language: str) -> str:
    """Return an HS code with its title."""
    title = hs_code.title(code, language)
    return code if title is None else f"{code} ({title})"


def as_written(code: str, _: str) -> str:
    """Return a code of which no names are known."""
    return code


Namer = Callable[[str, str], str]

NAMERS: dict[str, tuple[Namer, ...]] = {
    "country_of_loading": (country,),
    "port_of_loading": (port,),
    "hs_chapter": (goods,),
    "hs_heading": (goods,),
    "port_and_chapter": (port, goods),
    "carrier_code": (as_written,),
    "size_type": (as_written,),
}
"""How each level of the priors names the parts of its value."""
