"""The inputs of a few consignments value by value, which costs less than setting columns up."""

import math
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Any

from quaywatch.cargo import Subject
from quaywatch.cargo.columns import PARTY_FIELDS, PARTY_ROLES, by_row
from quaywatch.risk.inputs.declared import PAST
from quaywatch.risk.known import Known
from quaywatch.risk.trees.arrays import Floats
from quaywatch.risk.trees.told import Few

_Row = Mapping[str, Any]
_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)
_GIVEN = {
    f"{role}_fields": tuple(f"{role}_{field}" for field in PARTY_FIELDS)
    for role in map(str, PARTY_ROLES)
}


def table(known: Known, additive: Floats) -> Few:
    """Return what `many.table` returns, as lists."""
    each = [
        _papers(rows[Subject.CONSIGNMENT][0])
        | _goods(rows[Subject.GOODS_ITEM])
        | _boxes(rows[Subject.EQUIPMENT])
        for rows in by_row(known.frames)
    ]
    for said in each:
        port, heading = said["port_of_loading"], said["hs_heading"]
        said["port_and_heading"] = None if None in (port, heading) else f"{port} {heading}"
    declared: dict[str, list[Any]] = {name: [said[name] for said in each] for name in each[0]}
    return {"additive": additive.tolist(), **_past(known), **declared, **_spoke(known)}


def _past(known: Known) -> dict[str, list[Any]]:
    unknown = {name: [None] * len(known.frames) for name in PAST}
    return unknown if known.past is None else unknown | known.past.to_dict(as_series=False)


def _papers(paper: _Row) -> dict[str, Any]:
    received, left, due = paper["received_at"], paper["departure_at"], paper["arrival_at"]
    hubs, notify, consignee = (
        paper[name] for name in ("transhipment_ports", "notify_party_name", "consignee_name")
    )
    level, receipt = paper["level"], paper["place_of_receipt"]
    said: dict[str, Any] = {
        name: float(sum(paper[field] is not None for field in fields))
        for name, fields in _GIVEN.items()
    }
    return said | {
        "lead_hours": None if None in (left, received) else (left - received) / _HOUR,
        "sailing_days": None if None in (due, left) else (due - left) / _DAY,
        "transhipments": None if hubs is None else float(len(hubs)),
        "notify_is_consignee": None if None in (notify, consignee) else float(notify == consignee),
        "house": None if level is None else float(level == "house"),
        "port_of_loading": paper["port_of_loading"],
        "country_of_receipt": None if receipt is None else receipt[:2],
        "hub": hubs[0] if hubs else None,
        "place_of_delivery": paper["place_of_delivery"],
        "carrier_code": paper["carrier_code"],
        "filing_sender": paper["filing_sender"],
        "consignor_country": paper["consignor_country"],
        "consignee_country": paper["consignee_country"],
        "freight_payment": paper["freight_payment"],
    }


def _goods(items: Sequence[_Row]) -> dict[str, Any]:
    mass = _total(item["gross_mass_kg"] for item in items)
    packages = _total(item["package_count"] for item in items)
    text, code = _first(items, "description"), _first(items, "hs_code")
    each = None if mass is None or packages is None else mass / packages
    return {
        "goods_items": float(len(items)),
        "goods_mass_kg": mass,
        "package_count": packages,
        "package_mass_kg": _finite(each),
        "description_length": None if text is None else float(len(text)),
        "hs_code_length": None if code is None else float(len(code)),
        "hs_heading": None if code is None else code[:4],
        "hs_chapter": None if code is None else code[:2],
    }


def _boxes(boxes: Sequence[_Row]) -> dict[str, Any]:
    weighed = [
        (box["gross_mass_kg"], box["verified_gross_mass_kg"])
        for box in boxes
        if None not in (box["gross_mass_kg"], box["verified_gross_mass_kg"])
    ]
    mass = _total(box["gross_mass_kg"] for box in boxes)
    most = _least(gross - verified for gross, verified in weighed)
    temperature = _first(boxes, "temperature_c")
    return {
        "boxes": float(len(boxes)),
        "box_mass_kg": None if mass is None else _finite(mass / len(boxes)),
        "tare_least_kg": _least(verified - gross for gross, verified in weighed),
        "tare_most_kg": None if most is None else -most,
        "unweighed_boxes": float(sum(box["verified_gross_mass_kg"] is None for box in boxes)),
        "seals_least": _least(float(len(box["seals"] or ())) for box in boxes),
        "temperature_c": None if temperature is None else float(temperature),
        "size_type": _first(boxes, "size_type"),
    }


def _spoke(known: Known) -> dict[str, list[list[str]]]:
    height = len(known.frames)
    met: list[tuple[int, str, str]] = known.matches.select("row", "kind", "code").rows()
    return {
        "findings": _codes(known.findings.select("row", "code").rows(), height),
        "profiles": _codes([(row, code) for row, kind, code in met if kind == "profile"], height),
        "watch_lists": _codes(
            [(row, code) for row, kind, code in met if kind == "watch_list"], height
        ),
    }


def _codes(pairs: Sequence[tuple[int, str]], height: int) -> list[list[str]]:
    """Return the codes of each row, each once and sorted."""
    found: list[list[str]] = [[] for _ in range(height)]
    for row, code in sorted(set(pairs)):
        found[row].append(code)
    return found


def _first(items: Sequence[_Row], name: str) -> Any:
    """Return what the first of the items that says it says."""
    said = [(item["index"], item[name]) for item in items if item[name] is not None]
    return min(said, key=lambda pair: pair[0])[1] if said else None


def _total(values: Iterable[float | None]) -> float | None:
    """Return the sum of what is said, None where that is nothing."""
    total = sum((float(value) for value in values if value is not None), 0.0)
    return _finite(total) if total > 0 else None


def _least(values: Iterable[float]) -> float | None:
    return _finite(min(values, default=math.inf))


def _finite(value: float | None) -> float | None:
    return value if value is not None and math.isfinite(value) else None
