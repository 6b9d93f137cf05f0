"""The additive model once more, one consignment at a time in plain Python, as a peer.

It knows the same figures and is spared the checks and profiles: it reads their results.
"""

import math
from typing import Any

import polars as pl

from bench._trade import by_row
from quaywatch.cargo import Frames
from quaywatch.risk import Model
from quaywatch.risk.figures import Effect

Record = dict[str, Any]


def records(frames: Frames, findings: pl.DataFrame, matches: pl.DataFrame) -> list[Record]:
    """Return consignments as dictionaries with their goods, boxes, findings and matches."""
    goods, boxes = by_row(frames.goods_items), by_row(frames.equipment)
    spoke, met = by_row(findings.unique(["row", "code"])), by_row(matches)
    return [
        {
            **row,
            "goods": goods[row["row"]],
            "equipment": boxes[row["row"]],
            "findings": [each["code"] for each in spoke[row["row"]]],
            "matches": [(each["code"], each["weight"]) for each in met[row["row"]]],
        }
        for row in frames.consignments.to_dicts()
    ]


def probability(record: Record, model: Model) -> float:
    """Return what the model thinks of one consignment."""
    figures = model.figures
    added = _priors(record, figures.effects)
    added += [figures.findings.get(str(code), figures.other_finding) for code in record["findings"]]
    added += [figures.profiles.get(str(code), float(weight)) for code, weight in record["matches"]]
    return 1 / (1 + math.exp(-figures.base - sum(added)))


def _priors(record: Record, effects: dict[str, dict[str, Effect]]) -> list[float]:
    port = record["port_of_loading"] or ""
    code = next((item["hs_code"] for item in record["goods"] if item["hs_code"]), "")
    size = next((box["size_type"] for box in record["equipment"] if box["size_type"]), "")
    values = {
        "country_of_loading": port[:2],
        "port_of_loading": port,
        "hs_chapter": code[:2],
        "hs_heading": code[:4],
        "port_and_chapter": f"{port} {code[:2]}",
        "carrier_code": record["carrier_code"] or "",
        "size_type": size,
    }
    known = (effects.get(level, {}).get(value) for level, value in values.items())
    return [effect.value for effect in known if effect is not None]
