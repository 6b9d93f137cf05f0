"""The rules as declared in the files beside this one."""

import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any, TypeVar

import msgspec

from quaywatch.formats.ens.rules.rule import LANGUAGES, Edition, Rule

_FILES = ("declaration.toml", "mass.toml", "item.toml", "packages.toml")
_FIELDS = ("name", "street", "postcode", "city", "country")
_Table = TypeVar("_Table")


class Words(msgspec.Struct, frozen=True):
    """What the words of the notation stand for."""

    lists: dict[str, list[str]]
    """Lists of codes by name."""
    patterns: dict[str, str]
    """Ways of writing by name, as regular expressions for the whole text."""


class _Said(msgspec.Struct, kw_only=True):
    require: str
    en: str
    fr: str
    nl: str
    es: str

    def text(self) -> dict[str, str]:
        return {language: getattr(self, language) for language in LANGUAGES}


class _Entry(_Said, kw_only=True):
    code: int
    at: str | None = None
    source: str = ""
    edition: str = ""


class _Rules(msgspec.Struct):
    rule: list[_Entry]
    at: list[str] = []
    words: dict[str, str] = {}


class _Party(msgspec.Struct):
    at: str
    party: dict[str, str]
    identifier: str
    elements: list[str]
    codes: dict[str, int]


class _Parties(msgspec.Struct):
    text: dict[str, _Said]
    fields: dict[str, dict[str, str]]
    party: list[_Party]


@cache
def words() -> Words:
    """Return the lists of codes and ways of writing that rules name."""
    return _read("words.toml", Words)


@cache
def every_rule() -> tuple[Rule, ...]:
    """Return all rules of both editions, in the order of the declaration files."""
    declared = [rule for name in _FILES for rule in _declared(_read(name, _Rules))]
    return (*declared, *_of_parties(_read("parties.toml", _Parties)))


@cache
def rules(edition: Edition) -> tuple[Rule, ...]:
    """Return the rules of one edition."""
    return tuple(rule for rule in every_rule() if rule.edition in ("", edition))


def _read(name: str, kind: type[_Table]) -> _Table:
    text = files("quaywatch.formats.ens.rules").joinpath("data", name).read_text(encoding="utf-8")
    table: dict[str, Any] = tomllib.loads(text)
    return msgspec.convert(table, kind)


def _declared(table: _Rules) -> Iterator[Rule]:
    for entry in table.rule:
        require = " ".join(table.words.get(word, word) for word in entry.require.split())
        for at in table.at if entry.at is None else [entry.at]:
            yield Rule(
                code=str(entry.code),
                at=at,
                require=require,
                text=entry.text(),
                source=entry.source,
                edition=entry.edition,
            )


def _of_parties(table: _Parties) -> Iterator[Rule]:
    for party in table.party:
        for kind, first in party.codes.items():
            said = table.text[kind]
            at_element = "{element}" not in said.require
            for number, (field, element) in enumerate(zip(_FIELDS, party.elements, strict=True)):
                meant = table.fields[field]
                yield Rule(
                    code=str(first + number),
                    at=f"{party.at}/{element}" if at_element else party.at,
                    require=said.require.format(element=element, identifier=party.identifier),
                    text={
                        language: text.format(field=meant[language], party=party.party[language])
                        for language, text in said.text().items()
                    },
                    source="C501",
                )
