"""Red flags: how often innocent trade shows them, and how much more often hiding does.

`careful` and `careless` are the rates for filers of quality 1 and 0 (linear in log-odds between).
`effects` adds to the log-odds when a scheme is behind the consignment. The flags are those of
published WCO, UNODC and customs guidance; rates and effects are assumptions of this project.
"""

import msgspec

SCHEMES: tuple[str, ...] = (
    "rip_on",
    "in_load",
    "structure",
    "reefer_unit",
    "front",
    "hijacked",
    "blended",
)
"""Ways of hiding at the published level. The first four ride on innocent trade (the exporter's
load, the box or its cooling unit is used without the parties on paper knowing); a front is a
firm set up for it; a hijacked consignment misuses the name of an established firm. Blended (mixed
into goods such as charcoal or scrap plastics, or bound to them, to be extracted ashore) is in no
world that does not ask for it: see `Config.blended_from`."""

RIDE_ALONG: tuple[str, ...] = SCHEMES[:4]


class Flag(msgspec.Struct, frozen=True, kw_only=True):
    """One red flag."""

    name: str
    careful: float
    careless: float
    effects: dict[str, float]


CONSIGNMENT_FLAGS: tuple[Flag, ...] = (
    Flag(
        name="vague_text",
        careful=0.02,
        careless=0.45,
        effects={"front": 2.1, "hijacked": 1.5, "in_load": 0.9, "rip_on": 0.4, "blended": 0.9},
    ),
    Flag(
        name="party_details_missing",
        careful=0.04,
        careless=0.5,
        effects={"front": 1.9, "hijacked": 1.7, "in_load": 0.8},
    ),
    Flag(name="hs_missing", careful=0.03, careless=0.5, effects={"front": 0.9, "hijacked": 0.8}),
    Flag(
        name="hs_contradicts",
        careful=0.006,
        careless=0.08,
        effects={"front": 2.3, "hijacked": 1.5, "in_load": 1.1},
    ),
    Flag(
        name="late_filing",
        careful=0.02,
        careless=0.35,
        effects={"front": 1.9, "hijacked": 1.9, "in_load": 0.9, "rip_on": 0.9},
    ),
    Flag(
        name="mass_implausible",
        careful=0.006,
        careless=0.06,
        effects={"front": 2.3, "hijacked": 1.5, "in_load": 1.9, "blended": 1.9},
    ),
    Flag(
        name="notify_changed",
        careful=0.03,
        careless=0.10,
        effects={"front": 1.5, "hijacked": 3.4, "in_load": 0.9},
    ),
    Flag(
        name="contact_changed",
        careful=0.01,
        careless=0.03,
        effects={"front": 0.6, "hijacked": 4.2, "in_load": 0.4},
    ),
    Flag(
        name="to_order",
        careful=0.06,
        careless=0.15,
        effects={"front": 1.3, "hijacked": 0.9, "in_load": 0.8},
    ),
    Flag(
        name="no_notify_party",
        careful=0.03,
        careless=0.3,
        effects={"front": 1.5, "hijacked": 1.1, "in_load": 0.6},
    ),
    Flag(
        name="cash_freight",
        careful=0.003,
        careless=0.03,
        effects={"front": 3.0, "hijacked": 2.5, "in_load": 0.9},
    ),
    Flag(
        name="route_detour",
        careful=0.02,
        careless=0.04,
        effects={"front": 1.5, "hijacked": 1.5, "in_load": 1.1, "rip_on": 0.9},
    ),
)

BOX_FLAGS: tuple[Flag, ...] = (
    Flag(name="vgm_missing", careful=0.03, careless=0.35, effects={"front": 0.8, "hijacked": 0.8}),
    Flag(
        name="vgm_deviates",
        careful=0.01,
        careless=0.05,
        effects={
            "rip_on": 1.7,
            "in_load": 2.1,
            "structure": 1.7,
            "front": 1.9,
            "hijacked": 1.7,
            "blended": 0.9,
        },
    ),
    Flag(
        name="seal_missing",
        careful=0.015,
        careless=0.2,
        effects={"rip_on": 2.5, "in_load": 0.6, "hijacked": 0.8},
    ),
    Flag(
        name="seal_malformed",
        careful=0.005,
        careless=0.03,
        effects={"rip_on": 2.3, "reefer_unit": 0.6},
    ),
    Flag(
        name="temperature_odd",
        careful=0.004,
        careless=0.02,
        effects={"reefer_unit": 2.3, "in_load": 0.8},
    ),
)

QUAY_FLAGS: tuple[Flag, ...] = (
    Flag(name="seal_changes", careful=0.006, careless=0.02, effects={"rip_on": 2.5}),
    Flag(name="mass_drifts", careful=0.003, careless=0.012, effects={"in_load": 1.1}),
    Flag(name="load_unreported", careful=0.002, careless=0.008, effects={"rip_on": 0.4}),
    Flag(name="seen_elsewhere", careful=0.002, careless=0.006, effects={"hijacked": 0.8}),
)
"""What is planted between the messages of terminals and lines on boxes of which they report:
another seal at discharge, more mass aboard than at the gate, aboard though nobody loaded it, and
its number at a gate far away."""
