"""Words that measures leave open, fixed for all nodes: another meaning is another version."""

from datetime import timedelta

import msgspec

_LATIN_AMERICA = frozenset(
    {"AR", "BO", "BR", "CL", "CO", "CR", "CU", "DO", "EC", "GT", "GY", "HN"}
    | {"HT", "JM", "MX", "NI", "PA", "PE", "PY", "SR", "SV", "TT", "UY", "VE"}
)


class Terms(msgspec.Struct, frozen=True, kw_only=True):
    """What the standard's words come to in numbers; proposals until the alliance agrees."""

    high_risk: float = 0.01
    """From which calibrated probability on a box is high-risk. Some 0.1 to 0.3 % of containers on
    risk routes hold cocaine (docs/norms.md says whence), so this is several times their average."""
    risk_countries: frozenset[str] = _LATIN_AMERICA
    """Latin America and the Caribbean (UN M49 region 419, states with container ports or barges to
    them): where Belgian customs' target for scanning and most finds at EU seaports point to
    (EUDA-WCO report on seaports, 2025)."""
    advance: timedelta = timedelta(hours=24)
    """Before loading: Union Customs Code, delegated act art. 105(a)."""
    task: timedelta = timedelta(hours=1)
    """Whoever acts on a box within this time of a look had a task."""
    result: timedelta = timedelta(hours=36)
    find: timedelta = timedelta(hours=48)
    feedback: timedelta = timedelta(hours=24)
    """After its slot an inspection can be expected to have a result."""
    month: timedelta = timedelta(days=30)
    """After its end a month can be expected to have been told."""
    assessment: timedelta = timedelta(days=365)
    """For so long a closed assessment is in date."""


TERMS = Terms()
"""In force."""
