"""Rule languages: ours over columns beside ready engines row by row, same questions, same data."""

import re
import time
from collections.abc import Callable
from datetime import datetime
from typing import Any, NamedTuple

import celpy
import numpy as np
import polars as pl
import zen
from celpy.adapter import json_to_cel

from bench._profiles import profiles
from bench._questions import QUESTIONS
from bench._trade import by_row, consignments
from bench.result import Result
from quaywatch.cargo import Frames
from quaywatch.rules.language import Plan, bind, parse
from quaywatch.rules.language.plan import Hits

TITLE = "Risk profiles: compiled to columns, beside CEL, GoRules zen and plain Python by the row"

_SAMPLE = 200
"""Consignments on which a thousand profiles are asked by each way."""

Matches = list[list[bool]]
Record = dict[str, Any]


class Engine(NamedTuple):
    """A row-wise engine: how it wants a row, and its questions ready to be asked."""

    prepare: Callable[[Record], Any]
    ask: list[Callable[[Any], bool]]


def run(quick: bool) -> Result:
    """Ask eight questions of each consignment with every engine, then a thousand profiles."""
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
        "one_consignment_ms": round(_one_ms(_plan()), 3),
        "questions": len(QUESTIONS),
    }
    thousand, by_hand, same = _thousand(100_000 if quick else 1_000_000)
    bars = {
        "all_engines_agree": agree and same,
        "single_5_ms": float(str(thousand["single_ms"])) <= 5,
        "cpu_s_1m_1000_60": float(str(thousand["cpu_s_1m_1000"])) <= 60,
    }
    return Result("rules", figures | thousand, peers | by_hand, bars)


def _plan() -> Plan:
    return Plan([bind(parse(question.ours)) for question in QUESTIONS])


def _ours(frames: Frames) -> tuple[float, Matches]:
    plan, findings = _plan(), _no_findings()
    hits = plan.hits(frames, findings)
    seconds: list[float] = []
    for _ in range(3):
        start = time.perf_counter()
        plan.hits(frames, findings)
        seconds.append(time.perf_counter() - start)
    return len(frames) / min(seconds), _laid_out(hits, len(frames), len(QUESTIONS))


def _laid_out(hits: Hits, rows: int, questions: int) -> Matches:
    """Return the answers to each question, one a row."""
    held = np.zeros((questions, rows), dtype=np.bool_)
    held[hits[1], hits[0]] = True
    return held.tolist()


def _one_ms(plan: Plan) -> float:
    """Return processor milliseconds for one consignment, laid out as columns already."""
    one, findings = consignments(1), _no_findings()
    plan.hits(one, findings)
    start = time.process_time()
    for _ in range(200):
        plan.hits(one, findings)
    return (time.process_time() - start) * 5


def _thousand(height: int) -> tuple[dict[str, object], dict[str, object], bool]:
    """Ask a thousand profiles of `height` consignments, and of some of them one by one."""
    asked, frames = profiles(1_000), consignments(height)
    start = time.process_time()
    plan = Plan([bind(parse(each.ours)) for each in asked])
    compiling = time.process_time() - start
    plan.by_column(consignments(1), _no_findings())
    wall, cpu = time.perf_counter(), time.process_time()
    hits = plan.by_column(frames, _no_findings())
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    records = _records(frames, _SAMPLE)
    by_hand = Engine(_as_it_is, [eval(f"lambda r: {each.python}", {"re": re}) for each in asked])
    speed, answers = _by_row(by_hand, records)
    few = hits[0] < _SAMPLE
    agree = answers == _laid_out((hits[0][few], hits[1][few]), _SAMPLE, len(asked))
    one_by_one = plan.by_row(_first(frames, _SAMPLE), _no_findings())
    agree &= answers == _laid_out(one_by_one, _SAMPLE, len(asked))
    million = 1e6 / height
    figures: dict[str, object] = {
        "rows_rules_per_s": round(height * len(asked) / wall),
        "seconds_1m_1000": round(wall * million, 1),
        "cpu_s_1m_1000": round(cpu * million, 1),
        "single_ms": round(_one_ms(plan), 3),
        "compile_1000_ms": round(compiling * 1000),
        "rows": height,
    }
    return figures, {"plain_python_rows_rules_per_s": round(speed * len(asked))}, agree


def _first(frames: Frames, height: int) -> Frames:
    mine = pl.col("row") < height
    return Frames(
        consignments=frames.consignments.head(height),
        goods_items=frames.goods_items.filter(mine),
        equipment=frames.equipment.filter(mine),
    )


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
