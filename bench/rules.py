"""Rule languages: ours over columns beside ready engines row by row, same questions, same data."""

import re
import time
from collections.abc import Callable
from datetime import datetime
from typing import Any, NamedTuple

import celpy
import polars as pl
import zen
from celpy.adapter import json_to_cel

from bench._questions import QUESTIONS
from bench._trade import by_row, consignments
from bench.result import Result
from quaywatch.cargo import Frames
from quaywatch.rules.language import Plan, bind, parse

TITLE = "Risk profiles: compiled to columns, beside CEL, GoRules zen and plain Python by the row"

Matches = list[list[bool]]
Record = dict[str, Any]


class Engine(NamedTuple):
    """A row-wise engine: how it wants a row, and its questions ready to be asked."""

    prepare: Callable[[Record], Any]
    ask: list[Callable[[Any], bool]]


def run(quick: bool) -> Result:
    """Ask eight questions of each consignment with every engine; all must agree."""
    frames = consignments(50_000 if quick else 200_000)
    sample = 1_000 if quick else 5_000
    records = _records(frames, sample)
    ours, matches = _ours(frames)
    first = [column[:sample] for column in matches]
    peers: dict[str, object] = {}
    agree = True
    for name, make in (("cel_python", _cel), ("zen_engine", _zen), ("plain_python", _python)):
        speed, answers = _by_row(make(), records)
        peers[f"{name}_per_s"] = round(speed)
        peers[f"ratio_{name}"] = round(ours / speed, 1)
        agree &= answers == first
    figures: dict[str, object] = {
        "ours_per_s": round(ours),
        "one_consignment_ms": round(_one_ms(), 2),
        "compile_ms": round(_compile_ms(), 2),
        "questions": len(QUESTIONS),
    }
    return Result("rules", figures, peers, {"all_engines_agree": agree})


def _plan() -> Plan:
    return Plan([bind(parse(question.ours)) for question in QUESTIONS])


def _ours(frames: Frames) -> tuple[float, Matches]:
    plan, findings = _plan(), _no_findings()
    truths = plan.run(frames, findings)
    seconds: list[float] = []
    for _ in range(3):
        start = time.perf_counter()
        plan.run(frames, findings)
        seconds.append(time.perf_counter() - start)
    return len(frames) / min(seconds), [column.to_list() for column in truths.get_columns()]


def _one_ms() -> float:
    plan, one, findings = _plan(), consignments(1), _no_findings()
    start = time.perf_counter()
    for _ in range(100):
        plan.run(one, findings)
    return (time.perf_counter() - start) * 10


def _compile_ms() -> float:
    start = time.perf_counter()
    _plan()
    return (time.perf_counter() - start) * 1000


def _no_findings() -> pl.DataFrame:
    return pl.DataFrame(schema={"row": pl.UInt32(), "code": pl.String()})


def _by_row(engine: Engine, records: list[Record]) -> tuple[float, Matches]:
    """Return consignments a second and the answers; laying rows out costs the peers nothing."""
    rows = [engine.prepare(record) for record in records]
    start = time.perf_counter()
    answers = [[ask(row) for ask in engine.ask] for row in rows]
    speed = len(rows) / (time.perf_counter() - start)
    return speed, [list(column) for column in zip(*answers, strict=True)]


def _cel() -> Engine:
    environment: Any = celpy.Environment()
    programs = [environment.program(environment.compile(each.cel)) for each in QUESTIONS]

    def asking(program: Any) -> Callable[[Any], bool]:
        return lambda row: bool(program.evaluate(row))

    def prepare(record: Record) -> Any:
        known = {name: value for name, value in record.items() if value is not None}
        typed = {name: json_to_cel(value) for name, value in known.items()}
        return {**typed, "r": json_to_cel(known)}

    return Engine(prepare, [asking(program) for program in programs])


def _zen() -> Engine:
    compiled = [zen.compile_expression(each.zen) for each in QUESTIONS]

    def asking(expression: Any) -> Callable[[Any], bool]:
        return lambda row: bool(expression.evaluate(row))

    return Engine(_as_it_is, [asking(each) for each in compiled])


def _python() -> Engine:
    asked = [eval(f"lambda r: {each.python}", {"re": re}) for each in QUESTIONS]
    return Engine(_as_it_is, asked)


def _as_it_is(record: Record) -> Record:
    return record


def _records(frames: Frames, size: int) -> list[Record]:
    """Return the first consignments as the row-wise engines want them."""
    goods, boxes = by_row(frames.goods_items), by_row(frames.equipment)
    return [
        {**_known(row), "goods": _all(goods[row["row"]]), "equipment": _all(boxes[row["row"]])}
        for row in frames.consignments.head(size).to_dicts()
    ]


def _all(items: list[Record]) -> list[Record]:
    return [{name: value for name, value in each.items() if value is not None} for each in items]


def _known(row: Record) -> Record:
    return {name: value for name, value in row.items() if not isinstance(value, datetime)}
