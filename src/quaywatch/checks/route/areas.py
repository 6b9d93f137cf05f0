"""Areas that the rules on entry and on routing know."""

from functools import cache

from quaywatch.cargo.identifiers import country
from quaywatch.cargo.identifiers.distinct import each_distinct
from quaywatch.cargo.terms import Term, col, concat_str, lit, when
from quaywatch.checks.data import rows

_OVERSEAS = {"GF", "GP", "MQ", "RE", "YT", "MF"}
"""French departments overseas bear country codes of their own in the UN/LOCODE list."""

SECURITY_AREA = country.european_union() | {"CH", "NO", "XI"} | _OVERSEAS
"""The Union's customs security area: no entry declaration between its ports."""

_SHORT_SEA = frozenset(row["country"] for row in rows("short_sea.csv"))
_NOT_SHORT_SEA = frozenset(
    port for row in rows("short_sea.csv") for port in row["except_ports"].split()
)
_OUTERMOST = frozenset(code for row in rows("outermost.csv") for code in row["codes"].split())


def short_sea(port: str) -> bool:
    """Say whether a voyage to the Union from `port` (UN/LOCODE) is short sea (art. 105 (c))."""
    return port[:2] in _SHORT_SEA and port not in _NOT_SHORT_SEA


def _entry(loading_and_discharge: str) -> str | None:
    codes = loading_and_discharge.replace(" ", "").upper().split(">", 1)
    (loaded, loaded_in), (discharged, discharged_in) = ((code, code[:2]) for code in codes)
    if loaded_in in SECURITY_AREA or discharged_in not in SECURITY_AREA:
        return None
    if short_sea(loaded):
        return "short_sea"
    return "outermost" if _OUTERMOST & {discharged, discharged_in} else "deep_sea"


def entry() -> Term:
    """Return how goods enter the Union by sea: `short_sea`, `outermost` or `deep_sea`.

    Null where they do not. Short sea and outermost regions are those of Reg. (EU) 2015/2446,
    art. 105 (c), with Reg. (EU) 2020/2191 for the United Kingdom, and (d).
    """
    ports = concat_str(col("port_of_loading"), lit(">"), col("port_of_discharge"))
    return each_distinct(ports, _entry, str)


@cache
def _regions() -> dict[str, frozenset[str]]:
    regions: dict[str, set[str]] = {}
    for row in rows("regions.csv"):
        for code in row["countries"].split():
            regions.setdefault(code, set()).add(row["region"])
    return {code: frozenset(names) for code, names in regions.items()}


def _apart(pair: str) -> bool:
    one, other = pair.split(">", 1)
    first, second = _regions().get(one), _regions().get(other)
    return first is not None and second is not None and not first & second


def far_apart(one: str, other: str) -> Term:
    """Whether two columns hold countries that no region has in common; silent when unsure."""
    pair = concat_str(col(one), lit(">"), col(other))
    different = when(col(one) != col(other)).then(pair)
    return each_distinct(different, _apart, bool)
