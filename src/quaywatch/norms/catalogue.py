"""The catalogue of requirements, read from its tables, and the version that its content makes."""

import csv
from collections.abc import Iterable, Mapping
from functools import cached_property
from hashlib import sha256
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

import msgspec

from quaywatch.norms.requirement import LANGUAGES, Group, Requirement

_SHIPPED = "quaywatch.norms"
_DIGITS = 16
"""Hexadecimal digits of a digest that name a version."""


class BadCatalogue(ValueError):  # noqa: N818 - the assessor's word
    """Tables that make no catalogue; the message names file and requirement."""


class Catalogue(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """Groups and requirements, in the order of the tables."""

    groups: tuple[Group, ...]
    requirements: tuple[Requirement, ...]

    @classmethod
    def load(cls, folder: Traversable | None = None) -> "Catalogue":
        """Read the tables of a folder; without one, those that are shipped.

        Raises:
            BadCatalogue: a table is missing a column, a language or a requirement, or says what no
                requirement can.

        """
        folder = folder or resources.files(_SHIPPED) / "data"
        names = _table(folder / "groups.csv", ("code", *LANGUAGES))
        groups = tuple(
            Group(code=row["code"], name={each: row[each] for each in LANGUAGES}) for row in names
        )
        statements = {each: _statements(folder, each) for each in LANGUAGES}
        columns = tuple(name for name in Requirement.__struct_fields__ if name != "statement")
        rows = _table(folder / "requirements.csv", columns)
        found = tuple(_requirement(row, statements) for row in rows)
        _agree(groups, found, statements)
        return cls(groups=groups, requirements=found)

    @cached_property
    def version(self) -> str:
        """What its content is called: another content, another version."""
        return digest(self)

    @cached_property
    def _by_id(self) -> dict[str, Requirement]:
        return {one.id: one for one in self.requirements}

    def get(self, name: str) -> Requirement | None:
        """Return a requirement by its id, if there is one."""
        return self._by_id.get(name)

    def of_group(self, code: str) -> tuple[Requirement, ...]:
        """Return the requirements of a group."""
        return tuple(one for one in self.requirements if one.group == code)


def encoded(catalogue: Catalogue) -> bytes:
    """Return a catalogue as JSON to read and to make the next version from."""
    return msgspec.json.format(msgspec.json.encode(catalogue), indent=1)


def digest(content: Any) -> str:
    """Return the short digest by which a content is called."""
    return sha256(msgspec.json.encode(content, order="deterministic")).hexdigest()[:_DIGITS]


def _table(path: Traversable, columns: Iterable[str]) -> list[dict[str, str]]:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadCatalogue(f"{path.name}: {error}") from error
    reader = csv.DictReader(text.splitlines())
    missing = set(columns) - set(reader.fieldnames or ())
    if missing:
        raise BadCatalogue(f"{path.name}: there is no column {', '.join(sorted(missing))}")
    return list(reader)


def _statements(folder: Traversable, language: str) -> dict[str, str]:
    rows = _table(folder / "statements" / f"{language}.csv", ("id", "statement"))
    return {row["id"]: row["statement"] for row in rows}


def _requirement(row: Mapping[str, str], statements: Mapping[str, dict[str, str]]) -> Requirement:
    name = row["id"]
    absent = [each for each in LANGUAGES if not statements[each].get(name)]
    if absent:
        raise BadCatalogue(f"{name}: no statement in {', '.join(absent)}")
    said: dict[str, Any] = {
        **row,
        "statement": {each: statements[each][name] for each in LANGUAGES},
        "evidence": row["evidence"].split(","),
        "measure": row["measure"] or None,
    }
    try:
        return msgspec.convert(said, Requirement, strict=False)
    except msgspec.ValidationError as error:
        raise BadCatalogue(f"requirements.csv: {name}: {error}") from error


def _agree(
    groups: tuple[Group, ...],
    found: tuple[Requirement, ...],
    statements: Mapping[str, dict[str, str]],
) -> None:
    known = {group.code for group in groups}
    seen: set[str] = set()
    for one in found:
        if one.id in seen:
            raise BadCatalogue(f"requirements.csv: {one.id} stands there twice")
        if one.group not in known:
            raise BadCatalogue(f"requirements.csv: {one.id}: there is no group {one.group}")
        seen.add(one.id)
    for language, texts in statements.items():
        stray = set(texts) - seen
        if stray:
            raise BadCatalogue(f"statements/{language}.csv: nothing asks for {sorted(stray)[0]}")
