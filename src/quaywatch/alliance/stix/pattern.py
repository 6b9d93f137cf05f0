"""What to look out for, in the pattern language of STIX."""

from quaywatch.alliance.bodies import Indicator, Seen

_PATHS = {
    Seen.CONTAINER: "cargo-container:iso6346",
    Seen.SEAL: "cargo-container:seals[*]",
    Seen.SEAL_PATTERN: "cargo-container:seals[*]",
    Seen.PARTY: "identity:name",
    Seen.IDENTIFIER: "identity:x_identifier",
    Seen.TELEPHONE: "identity:x_telephone",
    Seen.EMAIL: "email-addr:value",
    Seen.ADDRESS: "location:street_address",
    Seen.VESSEL: "cargo-container:vessel_imo",
    Seen.ROUTE: "cargo-container:route",
    Seen.HEADING: "cargo-container:heading",
    Seen.PROFILE: "cargo-container:profile",
}
_LIKE = {ord("*"): "%", ord("?"): "_"}


def pattern(indicator: Indicator) -> str:
    """Return the pattern; what has to come together is of one observation."""
    parts = ((indicator.what, indicator.value), *indicator.together)
    return f"[{' AND '.join(_comparison(what, value) for what, value in parts)}]"


def _comparison(what: Seen, value: str) -> str:
    operator = "="
    if what in (Seen.SEAL_PATTERN, Seen.ROUTE):
        operator, value = "LIKE", value.translate(_LIKE)
    quoted = value.replace("\\", "\\\\").replace("'", "\\'")
    return f"{_PATHS[what]} {operator} '{quoted}'"
