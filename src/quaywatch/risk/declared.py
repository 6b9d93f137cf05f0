"""The model of a node that has no outcomes yet: an expert's weights, declared as such."""

from quaywatch import checks
from quaywatch.cargo import Severity
from quaywatch.checks.completeness import missing
from quaywatch.risk.figures import Effect, Figures

_COUNTRIES = {
    "EC": 2.2, "CO": 1.8, "BR": 1.7, "PA": 1.7, "CR": 1.6, "PE": 1.5, "PY": 1.6, "DO": 1.6,
    "SR": 1.6, "GY": 1.5, "GT": 1.3, "HN": 1.2, "UY": 1.2, "CL": 1.0, "VE": 1.5, "MX": 0.8,
    "AR": 0.8, "JM": 1.0, "TT": 0.9, "NI": 0.8,
}  # fmt: skip
"""Countries of loading, ordered as reported seizures at Antwerp and Rotterdam order them (Belgian
Customs 2019 to 2023, HARC; UNODC World Drug Report; EUDA and Europol, EU Drug Markets: Cocaine)."""

_CHAPTERS = {"08": 0.5, "44": 0.3, "18": 0.3, "09": 0.3, "20": 0.2, "02": 0.2, "03": 0.2, "25": 0.2}
"""HS chapters most named in reported seizures: fruit, timber, cocoa, coffee, preserves, meat, fish,
salt and stone (HARC; UNODC and WCO Container Control Programme, annual reports)."""

_REEFERS = {
    f"{length}R{kind}": 0.3
    for length in ("20", "22", "25", "40", "42", "45", "L5")
    for kind in "01"
}
"""Refrigerated containers: at Dutch ports the cooling unit was the place most reported (2023)."""


_SEVERITIES = {Severity.INFO: 0.05, Severity.WARNING: 0.2, Severity.ERROR: 0.3}
"""A check speaks of care taken with papers first, and only then of crime: its weight is modest."""

_ABSENT = {check.code: _SEVERITIES[Severity.INFO] for check in missing.CHECKS}
"""An element left out is a reason to ask the filer, and next to none to suspect the goods."""

_FINDINGS = {
    "contact-shared": 0.4,
    "container-duplicate": 0.2,
    "description-vague": 0.2,
    "notify-is-consignor": 0.4,
    "receipt-far-from-loading": 0.2,
    "restowed-within-reach": 0.6,
    "detour": 0.3,
    "discharged-elsewhere": 0.3,
    "mass-drift": 0.4,
    "seal-changed": 0.8,
    "seal-placeholder": 0.4,
    "seal-undeclared": 0.4,
    "seal-shared": 0.5,
    "stowed-within-reach": 0.3,
    "to-order-of-forwarder": 0.3,
    "to-order-without-notify": 0.4,
    "verified-mass-above-cargo": 0.4,
    "verified-mass-below-cargo": 0.4,
}
"""Checks that weigh more or less than their severity says, because contraband would cause them
(seals, masses, places aboard) or honest haste does (the rest)."""


def declared() -> Figures:
    """Return the declared figures: 0.03 % of boxes overall, about 0.3 % on the riskiest lanes."""
    return Figures(
        base=-8.1,
        source="declared",
        effects={
            "country_of_loading": {name: Effect(value=value) for name, value in _COUNTRIES.items()},
            "hs_chapter": {name: Effect(value=value) for name, value in _CHAPTERS.items()},
            "size_type": {name: Effect(value=value) for name, value in _REEFERS.items()},
        },
        findings={check.code: _SEVERITIES[check.severity] for check in checks.ALL}
        | _ABSENT
        | _FINDINGS,
    )
