"""Codes with the name that an officer knows them by."""

from collections.abc import Callable

from quaywatch.cargo.identifiers import country, hs_code, unlocode


def _country(code: str, language: str) -> str:
    # Names of countries are known in English only; the code is the same in every language.
    name = country.names().get(code) if language == "en" else None
    return code if name is None else f"{name} ({code})"


def _port(code: str, _: str) -> str:
    name = unlocode.name(code)
    return code if name is None else f"{name} ({code})"


def _goods(code: str, language: str) -> str:
    title = hs_code.title(code, language)
    return code if title is None else f"{code} ({title})"


def _as_written(code: str, _: str) -> str:
    return code


Namer = Callable[[str, str], str]

NAMERS: dict[str, tuple[Namer, ...]] = {
    "country_of_loading": (_country,),
    "port_of_loading": (_port,),
    "hs_chapter": (_goods,),
    "hs_heading": (_goods,),
    "port_and_chapter": (_port, _goods),
    "carrier_code": (_as_written,),
    "size_type": (_as_written,),
}
"""How each level of the priors names the parts of its value."""
