"""Turns findings into what an officer reads."""

import re
from collections.abc import Iterable
from datetime import datetime
from typing import cast

import polars as pl

from quaywatch.cargo import Finding, Frames, Subject
from quaywatch.cargo.terms import Row
from quaywatch.checks.catalogue import BY_CODE
from quaywatch.checks.check import Check
from quaywatch.checks.context import Context
from quaywatch.checks.views.rows import rows

_ABSENT = "—"
_FEW = 64
"""Rows up to which it costs less to take all than to choose."""
_SHOWN = 3
"""Most values of a list that are shown."""


def describe(
    frames: Frames, found: pl.DataFrame, context: Context | None = None
) -> list[tuple[int, Finding]]:
    """Return each finding of `run` with the declared values it rests on, in the same order.

    A finding on a container that rests on goods shows the values of the consignment's goods. What
    a check derived, such as the limit it went by, stands beside the declared values; what it took
    from the story of a container is read in `context` again.
    """
    values = _Values(frames, found["row"].unique(), context or Context())
    return [
        (row, _finding(BY_CODE[code], row, index, values))
        for row, code, index in found.select("row", "code", "index").iter_rows()
    ]


def _finding(check: Check, row: int, index: int, values: "_Values") -> Finding:
    shown = {field: values.get(field, check.subject, row, index) for field in check.fields}
    derived, events = values.derived(check, row, index) if check.derived else ({}, ())
    shown |= derived
    return Finding(
        code=check.code,
        severity=check.severity,
        subject=check.subject,
        index=index,
        fields=check.fields,
        values={field: value for field, value in shown.items() if value},
        events=events,
    )


class _Values:
    """What some consignments of a batch declare, and what the checks derive from it."""

    def __init__(self, frames: Frames, described: pl.Series, context: Context) -> None:
        self._context = Context(story=context.story)
        self._whole = frames
        self._declared = {
            Subject.CONSIGNMENT: _by_row(frames.consignments, described),
            Subject.GOODS_ITEM: _by_row(frames.goods_items, described),
            Subject.EQUIPMENT: _by_row(frames.equipment, described),
        }
        self._viewed: dict[int, dict[Subject, list[Row]]] = {}

    def get(self, field: str, subject: Subject, row: int, index: int) -> str:
        noun, column = field.split(".", 1)
        items = self._declared[Subject(noun)].get(row, [])
        if noun == subject != Subject.CONSIGNMENT:
            items = items[index : index + 1]
        return _listed(_written(item[column]) for item in items)

    def derived(self, check: Check, row: int, index: int) -> tuple[dict[str, str], tuple[int, ...]]:
        """Return what `check` derives about one consignment or item, and the events behind it."""
        asked = next(v for v in self._views(row)[check.subject] if v.get("index", 0) == index)
        evidence = () if check.evidence is None else check.evidence.at(asked) or ()
        answers = {name: _written(term.at(asked)) for name, term in check.derived.items()}
        return answers, tuple(evidence)

    def _views(self, row: int) -> dict[Subject, list[Row]]:
        if row not in self._viewed:
            self._viewed |= self._views_of(row)
        return self._viewed[row]

    def _views_of(self, row: int) -> dict[int, dict[Subject, list[Row]]]:
        if len(self._whole) > _FEW:
            return {row: rows(self._whole.alone(row), self._context)}
        together: dict[int, dict[Subject, list[Row]]] = {}
        for subject, view in rows(self._whole, self._context).items():
            for item in view:
                together.setdefault(item["row"], {}).setdefault(subject, []).append(item)
        return together


def _by_row(frame: pl.DataFrame, described: pl.Series) -> dict[int, list[Row]]:
    """Return the rows of some consignments, in their order."""
    if frame.height > _FEW:
        frame = frame.filter(pl.col("row").is_in(described.implode()))
    found: dict[int, list[Row]] = {}
    for item in frame.iter_rows(named=True):
        found.setdefault(item["row"], []).append(item)
    return found


def _listed(values: Iterable[str]) -> str:
    distinct = list(dict.fromkeys(value for value in values if value))
    return ", ".join(distinct[:_SHOWN]) + (", …" if len(distinct) > _SHOWN else "")


def _written(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return _listed(map(str, cast("list[object]", value)))
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M UTC")
    return f"{round(value, 3):.12g}" if isinstance(value, float) else str(value)


def source(code: str) -> str:
    """Return the law, norm or practice behind a check; raises KeyError for an unknown one."""
    return BY_CODE[code].source


def text(finding: Finding, language: str) -> str:
    """Return the finding in `en`, `fr`, `nl` or `es`, with its values filled in.

    Raises KeyError for an unknown check or language.
    """
    template = BY_CODE[finding.code].text[language]
    return re.sub(r"\{([a-z_.]+)\}", lambda m: finding.values.get(m[1], _ABSENT), template)
