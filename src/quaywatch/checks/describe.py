"""Turns findings into what an officer reads."""

import re
from collections.abc import Iterable
from datetime import datetime

import polars as pl

from quaywatch.cargo import Finding, Frames, Subject
from quaywatch.checks.catalogue import BY_CODE
from quaywatch.checks.check import Check
from quaywatch.checks.context import Context
from quaywatch.checks.views import build

_ABSENT = "—"
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
    """Looks declared values up by field, and remembers where each consignment's items are."""

    def __init__(self, frames: Frames, rows: pl.Series, context: Context) -> None:
        self._context = Context(story=context.story)
        self._whole = frames
        self._frames = {
            Subject.CONSIGNMENT: frames.consignments,
            Subject.GOODS_ITEM: frames.goods_items,
            Subject.EQUIPMENT: frames.equipment,
        }
        self._rows = rows
        self._places: dict[Subject, dict[int, list[int]]] = {}

    def get(self, field: str, subject: Subject, row: int, index: int) -> str:
        noun, column = field.split(".", 1)
        frame = self._frames[Subject(noun)]
        if noun == Subject.CONSIGNMENT:
            return _written(frame[column][row])
        places = self._of(Subject(noun)).get(row, [])
        if noun == subject:
            places = places[index : index + 1]
        return _listed(_written(frame[column][place]) for place in places)

    def derived(self, check: Check, row: int, index: int) -> tuple[dict[str, str], tuple[int, ...]]:
        """Return what `check` derives about one consignment or item, and the events behind it."""
        view = build(self._whole.alone(row), self._context).of(check.subject)
        if check.subject is not Subject.CONSIGNMENT:
            view = view.filter(pl.col("index") == index)
        answers = view.select(**check.derived).row(0, named=True)
        evidence = () if check.evidence is None else view.select(e=check.evidence)["e"].to_list()
        events = [event for events in evidence for event in events or ()]
        return {name: _written(value) for name, value in answers.items()}, tuple(events)

    def _of(self, subject: Subject) -> dict[int, list[int]]:
        if subject not in self._places:
            places: dict[int, list[int]] = {}
            numbered = self._frames[subject].select("row").with_row_index("place")
            wanted = numbered.filter(pl.col("row").is_in(self._rows.implode()))
            for place, row in wanted.iter_rows():
                places.setdefault(row, []).append(place)
            self._places[subject] = places
        return self._places[subject]


def _listed(values: Iterable[str]) -> str:
    distinct = list(dict.fromkeys(value for value in values if value))
    return ", ".join(distinct[:_SHOWN]) + (", …" if len(distinct) > _SHOWN else "")


def _written(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, pl.Series):
        return _listed(str(item) for item in value)
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
