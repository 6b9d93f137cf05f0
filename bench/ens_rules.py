"""Entry summary declarations: the published rule and schema cases, and how fast they are judged."""

import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from lxml import etree

from bench._declarations import DATA, SUITE, Answer, Case, cases, invented
from bench._reading import apart
from bench.result import Result
from quaywatch.cargo import Problem
from quaywatch.formats import read
from quaywatch.formats.ens.checking import RULE_CODE, problems, schema
from quaywatch.formats.ens.rules import Edition
from quaywatch.formats.xml import parse

TITLE = "ens_rules: declarations CC315A and CC313A against the published rules and schemas"

PUBLISHED = DATA / "specs" / "hmrc_ens" / "xsds" / "CC315A-v11-2-New.xsd"
BAR = 5_000


def run(quick: bool) -> Result:
    """Judge every case, then time declarations of five kilobytes on one core."""
    judged = Counter((case.kind, _is_right(case)) for case in cases())
    rounds = Path(f"{20 if quick else 100}")
    _, speed, peak = apart(_judge, rounds)
    _, peer, _ = apart(_by_lxml, rounds)
    _, reading, _ = apart(_read, rounds)
    figures: dict[str, object] = {
        "rules_right": judged["rule", True],
        "rules_total": judged["rule", True] + judged["rule", False],
        "schema_right": judged["schema", True],
        "schema_total": judged["schema", True] + judged["schema", False],
        "cases": "published" if SUITE.is_dir() else "own, for want of the published ones",
        "docs_per_s": speed,
        "docs_to_nouns_per_s": reading,
        "mean_bytes": sum(len(data) for data in _batch()) // len(_batch()),
        "peak_mb": round(peak),
    }
    peers: dict[str, object] = {
        "lxml_parse_and_schema_docs_per_s": peer,
        "schema": "published" if PUBLISHED.is_file() else "own table",
    }
    holds = {
        "rules": judged["rule", False] == 0,
        "schema": judged["schema", False] == 0,
        "docs_per_s": speed >= BAR,
    }
    return Result("ens_rules", figures, peers, holds)


def _is_right(case: Case) -> bool:
    if case.kind == "rule":
        return _verdict(case.data, case.edition) == case.answer
    document = parse(case.data)
    accepted = not isinstance(document, Problem) and schema(case.edition).accepts(document.root)
    return accepted == (not case.answer)


def _verdict(data: bytes, edition: Edition) -> Answer:
    document = parse(data, keep_blanks=False)
    if isinstance(document, Problem):
        return [("", "")]
    found = problems(document, edition)
    if any(not each.code.startswith(RULE_CODE) for each in found):
        return [("", "")]
    return sorted((each.code.removeprefix(RULE_CODE), each.field or "") for each in found)


def _batch() -> list[bytes]:
    return [invented(number) for number in range(100)]


def _rate(work: Callable[[bytes], object], rounds: Path) -> int:
    """Return documents a second of processor time, in the fastest of the rounds."""
    batch = _batch()
    fastest = float("inf")
    for _ in range(int(rounds.name)):
        start = time.process_time()
        for data in batch:
            work(data)
        fastest = min(fastest, time.process_time() - start)
    return round(len(batch) / fastest)


def _judge(rounds: Path) -> int:
    return _rate(lambda data: _verdict(data, "new"), rounds)


def _read(rounds: Path) -> int:
    return _rate(lambda data: list(read(data)), rounds)


def _by_lxml(rounds: Path) -> int:
    xsd = etree.XMLSchema(etree.parse(PUBLISHED)) if PUBLISHED.is_file() else None
    accepts = schema("new").accepts if xsd is None else xsd.validate
    return _rate(lambda data: accepts(etree.fromstring(data)), rounds)
