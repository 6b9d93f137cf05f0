"""How often each documentary check misses a planted fault, and how often it cries wolf."""

import csv
from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from random import Random

from bench._data import folder
from bench._faults import held as wordings
from bench._faults.clean import LANGUAGES, Case, cases, replace
from bench._faults.plant import FAULTS
from bench._meaning import held
from bench.result import Result
from quaywatch import checks
from quaywatch.cargo import FilingHeader, to_frames
from quaywatch.cargo.consignment import Consignment
from quaywatch.cargo.identifiers import hs_code
from quaywatch.checks.meaning import model
from quaywatch.formats import read

TITLE = "documentary checks: recall on planted faults, false alarms, chapters ranked"

RECALL_BAR = 0.95
FALSE_ALARM_BAR = 0.01
TOP_5_BAR = 0.90
MEASURED = Path(__file__).parents[1] / "docs" / "measured" / "checks.csv"

Rates = dict[str, dict[str, float]]


def run(quick: bool) -> Result:
    """Plant every fault in every language; write what was measured beside the documentation."""
    count = 50 if quick else 150
    recall: Rates = {}
    false_alarm: Rates = {}
    for language in LANGUAGES:
        clean = cases(language, count)
        alarms = _rates(clean)
        for check in checks.ALL:
            false_alarm.setdefault(check.code, {})[language] = alarms.get(check.code, 0.0)
        for code, rate in _recalls(clean, language).items():
            recall.setdefault(code, {})[language] = rate
    received = _samples()
    real = _on_samples(received)
    ranked = {name: held.figures(pairs) for name, pairs in held.sets().items()}
    ranked["samples"] = held.figures(_described(received))
    if not quick:
        _write(recall, false_alarm, real)
    worst = {name: figures["top5"] for name, figures in ranked.items()}
    figures: dict[str, object] = {
        "worst_recall": min(rate for rates in recall.values() for rate in rates.values()),
        "worst_false_alarm": max(rate for rates in false_alarm.values() for rate in rates.values()),
        "missed_bar": _missed(recall, false_alarm),
        "hs_top5": worst,
        "hs": ranked,
        "recall": recall,
        "false_alarm": false_alarm,
        "held_wordings": {name: wordings.shares(name) for name in wordings.SETS},
        "sample_consignments": len(received),
        "spoke_on_samples": real,
    }
    holds = {
        "recall": all(r >= RECALL_BAR for rates in recall.values() for r in rates.values()),
        "false_alarm": all(
            r <= FALSE_ALARM_BAR for rates in false_alarm.values() for r in rates.values()
        ),
        "hs_top5": min(worst.values()) >= TOP_5_BAR,
    }
    return Result("checks", figures, {}, holds)


def _spoke(received: Iterable[tuple[FilingHeader, Consignment]]) -> list[set[str]]:
    """Return the codes that spoke up on each consignment, none meeting another on its voyage."""
    apart = [
        (header, replace(c, conveyance=replace(c.conveyance, voyage=_own(c, number))))
        for number, (header, c) in enumerate(received)
    ]
    found: list[tuple[int, str]] = checks.run(to_frames(apart)).select("row", "code").rows()
    spoke = [set[str]() for _ in apart]
    for row, code in found:
        spoke[row].add(code)
    return spoke


def _own(consignment: Consignment, number: int) -> str | None:
    voyage = consignment.conveyance.voyage
    return f"{voyage}-{number}" if voyage and voyage.strip() else voyage


def _rates(given: list[Case]) -> dict[str, float]:
    spoke = _spoke((case.header, case.consignment) for case in given)
    counted = Counter(code for codes in spoke for code in codes)
    return {code: round(number / len(given), 4) for code, number in counted.items()}


def _recalls(clean: list[Case], language: str) -> dict[str, float]:
    found: dict[str, float] = {"container-duplicate": _duplicates(clean)}
    for code, fault in FAULTS.items():
        random = Random(f"{code} {language}")
        found[code] = _rates([fault(case, random, language) for case in clean]).get(code, 0.0)
    return found


def _duplicates(clean: list[Case]) -> float:
    """Declare every container on a second bill of the same voyage."""
    pairs = [(case.header, case.consignment) for case in clean]
    again = [(header, replace(c, reference=f"{c.reference}X")) for header, c in pairs]
    found = checks.run(to_frames(pairs + again))
    rows = {
        row
        for row, code in found.select("row", "code").iter_rows()
        if code == "container-duplicate"
    }
    return round(len(rows) / (2 * len(clean)), 4)


Received = list[tuple[FilingHeader, Consignment]]


def _samples() -> Received:
    """Read the real sample messages, as far as a reader understands them."""
    return [
        (part.filing.header, consignment)
        for path in sorted((folder() / "formats").rglob("*"))
        if path.is_file() and path.suffix != ".gz"
        for part in read(path)
        if part.filing
        for consignment in part.filing.consignments
    ]


def _on_samples(received: Received) -> dict[str, float]:
    """Return the share of consignments on which each check speaks."""
    counted = Counter(code for codes in _spoke(received) for code in codes)
    return {code: round(n / max(len(received), 1), 4) for code, n in sorted(counted.items())}


def _described(received: Received) -> list[tuple[str, str]]:
    """Return chapter and description of the goods that have both."""
    goods = (item for _, consignment in received for item in consignment.goods_items)
    pairs = ((hs_code.parse(item.hs_code or "").chapter, item.description) for item in goods)
    return [
        (chapter, text)
        for chapter, text in pairs
        if chapter in model.classes() and text.strip() and any(map(str.isalpha, text))
    ]


def _missed(recall: Rates, false_alarm: Rates) -> dict[str, dict[str, float]]:
    missed = {
        f"recall of {code}": {k: v for k, v in rates.items() if v < RECALL_BAR}
        for code, rates in recall.items()
    } | {
        f"false alarms of {code}": {k: v for k, v in rates.items() if v > FALSE_ALARM_BAR}
        for code, rates in false_alarm.items()
    }
    return {name: rates for name, rates in missed.items() if rates}


def _write(recall: Rates, false_alarm: Rates, real: dict[str, float]) -> None:
    """Write the worst language of each check, with the day and the version of the checks."""
    day = datetime.now(UTC).date().isoformat()
    MEASURED.parent.mkdir(exist_ok=True)
    with MEASURED.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["check", "recall", "false_alarm", "on_samples", "day", "version"])
        for code in sorted(false_alarm):
            if code not in recall:
                continue  # What compares declarations with events is measured elsewhere.
            least, most = min(recall[code].values()), max(false_alarm[code].values())
            row = [code, least, most, real.get(code, 0.0), day, checks.version()]
            table.writerow(row)
