"""Assessments made by lot, of all that can be said in one."""

import random
from datetime import UTC, date, datetime, timedelta

from quaywatch.norms import Catalogue, Evidence, EvidenceKind, Level
from quaywatch.norms.answer import Answer, Applies, Maturity, Word
from quaywatch.norms.evidence import Figure
from quaywatch.norms.life import Plan
from quaywatch.norms.package import Finding, Package

_FIRST = date(2026, 1, 5)
_NOTES = (
    "",
    "two lanes only",
    "=1+1",
    "línea\nsegunda",
    "'t Zuid",
    " blank before",
    "_x0041_",
    "€ 5",
)


def drawn(number: int, catalogue: Catalogue) -> Package:
    """Return assessment `number`: always the same."""
    rng = random.Random(number)
    level = rng.choice(list(Level))
    asked = [one.id for one in catalogue.requirements if level.includes(one.level)]
    evidence = tuple(_evidence(rng, f"E{place}") for place in range(rng.randrange(1, 30)))
    findings = tuple(
        _finding(rng, name, [one.id for one in evidence]) for name in asked if rng.random() < 0.9
    )
    return Package(
        assessment=f"port {number}",
        plan=Plan(
            port="BEANR",
            catalogue=catalogue.version,
            level=level,
            assessors=("assessor one", "assessor two")[: rng.randrange(3)],
            from_on=_FIRST,
            until_on=_FIRST + timedelta(days=rng.randrange(90)),
        ),
        scope=tuple(asked),
        evidence=evidence,
        findings=findings,
        as_of=_FIRST + timedelta(days=100),
    )


def _evidence(rng: random.Random, name: str) -> Evidence:
    kind = rng.choice([EvidenceKind.DOCUMENT, EvidenceKind.FIGURE, EvidenceKind.OBSERVATION])
    share = rng.random()
    return Evidence(
        id=name,
        kind=kind,
        observed_on=_FIRST - timedelta(days=rng.randrange(300)),
        valid_until=_FIRST + timedelta(days=rng.randrange(100, 700)),
        uploaded_at=datetime(2026, 1, 6, tzinfo=UTC)
        + timedelta(microseconds=rng.randrange(10**12)),
        author=rng.choice(["assessor one", "assessor two"]),
        note=rng.choice(_NOTES),
        digest=f"{rng.getrandbits(256):064x}" if kind is EvidenceKind.DOCUMENT else None,
        name="act.pdf" if kind is EvidenceKind.DOCUMENT else "",
        figure=Figure(value=share, of=rng.randrange(9000), low=share / 2, high=(1 + share) / 2)
        if kind is EvidenceKind.FIGURE
        else None,
    )


def _finding(rng: random.Random, name: str, evidence: list[str]) -> Finding:
    said = rng.choice([*Maturity, *Applies])
    shown = rng.sample(evidence, rng.randrange(1, len(evidence) + 1))
    note = rng.choice(_NOTES)
    if said is Applies.NOT_APPLICABLE:
        note = note.strip() or "an inland terminal"
    return Finding(
        id=f"finding {name}",
        answer=Answer(
            requirement=name,
            said=said,
            evidence=tuple(shown),
            note=note,
            gap_owner=rng.choice(["", "port authority"]),
            gap_until=rng.choice([None, date(2027, 1, 1)]),
            gap_eur=rng.choice([None, rng.random() * 1e6]),
        ),
        stated=_word(rng, "assessor one", "BEANR"),
        confirmed=_word(rng, "assessor two", "BEANR") if rng.random() < 0.5 else None,
        verified=_word(rng, "peer", "NLRTM") if rng.random() < 0.3 else None,
    )


def _word(rng: random.Random, by: str, port: str) -> Word:
    at = datetime(2026, 1, 7, tzinfo=UTC) + timedelta(seconds=rng.randrange(10**6))
    return Word(by=by, at=at, port=port)
