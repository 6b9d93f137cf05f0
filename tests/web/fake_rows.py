"""Invented rows of a work list, contract-true and the same on every run."""

import random
from datetime import UTC, datetime, timedelta

from quaywatch.api.schemas import WorkRow

NOW = datetime(2026, 3, 2, 7, 0, tzinfo=UTC)
SYLLABLES = ("bra", "del", "mor", "tiv", "sol", "ken", "ura", "lim", "pex", "ond", "qua", "vis")
GOODS = (
    ("FRESH BANANAS CAVENDISH IN CARTONS", "08039010", "45R1"),
    ("FROZEN SHRIMPS, RAW, PEELED", "03061792", "45R1"),
    ("GREEN COFFEE BEANS IN JUTE BAGS", "09011100", "22G1"),
    ("FURNITURE OF WOOD, FLAT PACKED", "94036090", "45G1"),
    ("SCRAP METAL", "72044990", "22G1"),
    ("CERAMIC TILES ON PALLETS", "69072100", "22G1"),
    ("LED LAMPS AND PARTS", "94054210", "45G1"),
    ("PINEAPPLES, FRESH", "08043000", "45R1"),
    ("CHARCOAL IN BAGS", "44029000", "45G1"),
    ("GENERAL CARGO", None, "45G1"),
)
PORTS = ("ECGYE", "COTRB", "BRSSZ", "CNSHA", "MACAS", "USNYC", "PAMIT", "CRMOB", "INNSA", "VNSGN")
TERMINALS = ("BEANR-K869", "BEANR-K913", "BEANR-K1742")
CARRIERS = ("QXAL", "QXBV", "QXCM", "QXDO")
VESSELS = ("QX MERIDIAN", "QX TRAMONTANE", "QX ALBATROS", "QX ESTUAIRE", "QX POLDER")
REASONS = (
    "Refrigerated goods from a port with many past finds",
    "Consignee seen for the first time",
    "Goods described too vaguely",
    "Seal not declared",
    "Freight paid in cash",
    "Mass implausible for the goods",
)
LETTERS = {letter: 10 + i + (i + 9) // 10 for i, letter in enumerate("ABCDEFGHIJKLMNOPQRSTUVWXYZ")}


def container_number(serial: int) -> str:
    """Return a number of the test owner `QWT` with a right check digit (ISO 6346)."""
    head = f"QWTU{serial:06d}"
    weighed = sum((LETTERS.get(c) or int(c)) * 2**i for i, c in enumerate(head))
    return f"{head}{weighed % 11 % 10}"


def firm(source: random.Random) -> str:
    """Return a name that no real firm bears."""
    word = "".join(source.choice(SYLLABLES) for _ in range(3)).capitalize()
    return f"{word} {source.choice(('Trading', 'Fruit', 'Logistics', 'Import'))}"


def rows(count: int) -> list[WorkRow]:
    """Return `count` rows, the riskiest first."""
    source = random.Random(20260302)
    made = [_row(source, serial) for serial in range(count)]
    made.sort(key=lambda row: (-row.probability, row.box_id))
    return [row.model_copy(update={"rank": rank}) for rank, row in enumerate(made, 1)]


def _row(source: random.Random, serial: int) -> WorkRow:
    goods, hs_code, size_type = source.choice(GOODS)
    arrival = NOW + timedelta(minutes=source.randrange(-600, 7200))
    probability = min(0.62, 0.0012 * source.lognormvariate(0, 1.5))
    chosen = source.random()
    plan = "targeted" if probability > 0.012 else "random_audit" if chosen < 0.004 else None
    return WorkRow(
        box_id=f"{serial:016x}",
        rank=0,
        probability=probability,
        equipment_number=container_number(serial),
        size_type=size_type,
        consignment_id=f"QXAL:B{serial:07d}",
        reference=f"B{serial:07d}",
        level="house" if chosen > 0.6 else "master",
        consignor=firm(source),
        consignee=firm(source) if chosen > 0.02 else None,
        description=goods,
        hs_code=hs_code,
        gross_mass_kg=float(source.randrange(4_000, 27_000)),
        carrier_code=source.choice(CARRIERS),
        port_of_loading=source.choice(PORTS),
        port_of_discharge="BEANR",
        vessel_name=source.choice(VESSELS),
        voyage=f"{source.randrange(100, 999)}E",
        terminal=source.choice(TERMINALS),
        arrival_at=arrival,
        deadline_at=arrival + timedelta(hours=source.randrange(8, 90)),
        finding_count=source.choice((0, 0, 0, 0, 1, 1, 2, 3)),
        top_reasons=source.sample(REASONS, 3),
        basis=plan,
        status="ordered" if plan else "open",
        held_by=None,
        version=1,
    )
