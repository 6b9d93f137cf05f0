"""The consignments frame: every field as its filer would have written it."""

import numpy as np
import polars as pl

from quaywatch.cargo.columns import CONSIGNMENT_SCHEMA
from quaywatch.world.arrays import Bools, Ints
from quaywatch.world.instants import instants
from quaywatch.world.month import Month
from quaywatch.world.names import concat
from quaywatch.world.parties import Pool
from quaywatch.world.reference import lexicon, table
from quaywatch.world.scatter import scatter
from quaywatch.world.schedule import vessel_of
from quaywatch.world.setting import Setting
from quaywatch.world.streams import stream

DETOURS: tuple[str, ...] = ("PAMIT", "JMKIN", "DOCAU", "MAPTM", "ESALG", "SGSIN")
SPARE_SPELLINGS = 2
"""Spellings 2 and 3 of a pool are the wrong ones."""


def consignments_frame(setting: Setting, month: Month) -> pl.DataFrame:
    """Write the month's consignments; columns as in `cargo.columns`."""
    rng = stream(setting.config.seed, "documents", month.number)
    shipments, relations = month.shipments, setting.relations
    relation = shipments.relation
    carrier = setting.filers.carriers["code"].gather(month.legs.carrier)
    reference = bill_numbers(carrier, month.number, len(shipments), 0)
    house = relations.house[relation]
    above = bill_numbers(carrier, month.number, len(shipments), 500_000_000)
    columns = {
        "row": pl.Series(np.arange(len(shipments)), dtype=pl.UInt32),
        "consignment_id": concat(carrier, ":", reference),
        "reference": reference,
        "level": pl.Series(["master", "house"]).gather(house.astype(np.int64)),
        "master_reference": unless(above, ~house),
        **_parties(setting, month, rng),
        **_route(setting, month, rng),
        **_conveyance(setting, month, carrier),
        "freight_payment": _freight(month, relations.prepaid[relation], rng),
        **_filing(month, carrier),
    }
    return pl.DataFrame(columns).select(
        (pl.col(name) if name in columns else pl.lit(None)).cast(dtype).alias(name)
        for name, dtype in CONSIGNMENT_SCHEMA.items()
    )


def bill_numbers(carrier: pl.Series, month: int, n: int, offset: int) -> pl.Series:
    """Return one bill number a consignment: the carrier's code and nine scattered digits."""
    serial = scatter(np.arange(n) + month * 4_000_000 + offset, 100_000, 10_000, "bills")
    return concat(carrier, pl.Series(serial).cast(pl.String).str.zfill(9))


def unless(values: pl.Series, absent: Bools) -> pl.Series:
    """Return `values` with null where `absent`."""
    frame = pl.DataFrame({"values": values, "absent": absent})
    return frame.select(pl.when(~pl.col("absent")).then("values").alias("v")).to_series()


def _parties(setting: Setting, month: Month, rng: np.random.Generator) -> dict[str, pl.Series]:
    shipments, relations, flags = month.shipments, setting.relations, month.flags
    n = len(shipments)
    consignee = relations.consignee[shipments.relation]
    forwarders = len(setting.filers.forwarder_quality)
    broker = relations.broker[shipments.relation]
    broker = np.where(flags["notify_changed"], rng.integers(0, forwarders, n), broker)
    notify = np.where(broker >= 0, relations.consignees + broker, consignee)
    to_order = flags["to_order"]
    notify = np.where(to_order, consignee, notify)
    gap = rng.integers(0, 3, n)
    missing = flags["party_details_missing"]
    nobody = np.zeros(n, dtype=np.bool_)
    changed = flags["contact_changed"].astype(np.int64)
    parts = (
        ("consignor", setting.shippers, relations.shipper[shipments.relation], nobody, gap >= 1),
        ("consignee", setting.receivers, consignee, to_order, gap <= 1),
        ("notify_party", setting.receivers, notify, flags["no_notify_party"], gap == 1),
    )
    columns: dict[str, pl.Series] = {}
    for role, pool, index, absent, hit in parts:
        contact = changed if role != "consignor" else np.zeros(n, dtype=np.int64)
        fields = _party(pool, index, contact, absent, missing & hit, setting, month, rng)
        columns |= {f"{role}_{field}": series for field, series in fields.items()}
    orders = pl.Series(lexicon()["to_order"]["texts"])
    text = orders.gather(rng.integers(0, len(orders), n))
    columns["consignee_name"] = columns["consignee_name"].fill_null(text)
    return columns


def _party(
    pool: Pool,
    index: Ints,
    contact: Ints,
    absent: Bools,
    missing: Bools,
    setting: Setting,
    month: Month,
    rng: np.random.Generator,
) -> dict[str, pl.Series]:
    """Pick a party's fields; careful filers give more of them."""
    quality = month.shipments.quality
    n = len(index)
    capitals = setting.filers.carriers["uppercase"].to_numpy()[month.legs.carrier]
    wrong = rng.random(n) < 0.02 + 0.12 * (1 - quality)
    spelling = np.where(wrong, SPARE_SPELLINGS + rng.integers(0, 2, n), capitals)
    bare = absent | missing
    fields = pool.fields
    return {
        "name": unless(pool.names.gather(spelling * pool.size + index), absent),
        "identifier": unless(
            fields["identifier"].gather(index), bare | (rng.random(n) > 0.45 + 0.5 * quality)
        ),
        "address": unless(fields["address"].gather(index), bare),
        "city": unless(fields["city"].gather(index), bare),
        "postcode": unless(fields["postcode"].gather(index), bare),
        "country": unless(fields["country"].gather(index), absent),
        "telephone": unless(
            pool.telephones.gather(contact * pool.size + index),
            bare | (rng.random(n) > 0.25 + 0.4 * quality),
        ),
        "email": unless(
            pool.emails.gather(contact * pool.size + index),
            bare | (rng.random(n) > 0.05 + 0.4 * quality),
        ),
    }


def _route(setting: Setting, month: Month, rng: np.random.Generator) -> dict[str, pl.Series]:
    n = len(month.shipments)
    locodes = table("ports")["locode"]
    loading = locodes.gather(month.legs.origin)
    consignee = setting.relations.consignee[month.shipments.relation]
    inland = setting.receivers.fields["locode"].gather(consignee)
    port = pl.repeat(setting.config.port, n, eager=True)
    frame = pl.DataFrame({"port": port, "inland": inland, "own": rng.random(n) < 0.45})
    delivery = frame.select(pl.when("own").then("inland").otherwise("port").alias("d"))
    detour = np.where(month.flags["route_detour"], rng.integers(1, len(DETOURS) + 1, n), 0)
    hub = (month.legs.hub + 1) * (len(DETOURS) + 1) + detour
    return {
        "place_of_receipt": unless(loading, rng.random(n) < 0.3),
        "port_of_loading": loading,
        "transhipment_ports": _transhipments(locodes.to_list()).gather(hub),
        "port_of_discharge": port,
        "place_of_delivery": unless(delivery.to_series(), rng.random(n) < 0.1),
        "routing_countries": pl.Series([[]], dtype=pl.List(pl.String)).new_from_index(0, n),
    }


def _transhipments(locodes: list[str]) -> pl.Series:
    """Return the lists of hubs by [hub row + 1, detour]."""
    lists = [
        [port for port in (hub, detour) if port]
        for hub in ("", *locodes)
        for detour in ("", *DETOURS)
    ]
    return pl.Series(lists, dtype=pl.List(pl.String))


def _conveyance(setting: Setting, month: Month, carrier: pl.Series) -> dict[str, pl.Series]:
    legs = month.legs
    vessel = vessel_of(legs.carrier, legs.region, legs.week, len(setting.network.regions))
    return {
        "vessel_name": setting.ships.names.gather(vessel),
        "imo_number": setting.ships.imo_numbers.gather(vessel),
        "voyage": voyages(month),
        "carrier_code": carrier,
        "departure_at": instants(legs.departure),
        "arrival_at": instants(legs.estimated_arrival),
    }


def voyages(month: Month) -> pl.Series:
    """Return each consignment's voyage number: the service's letter and the week."""
    letters = pl.Series(list("WCEFSINAOMT")).gather(month.legs.region)
    return concat(letters, pl.Series(month.legs.week).cast(pl.String), "N")


def _freight(month: Month, prepaid: Bools, rng: np.random.Generator) -> pl.Series:
    kind = np.where(month.flags["cash_freight"], 2, np.where(prepaid, 0, 1))
    text = pl.Series(["prepaid", "collect", "cash"]).gather(kind)
    return unless(text, rng.random(len(prepaid)) < 0.06)


def _filing(month: Month, carrier: pl.Series) -> dict[str, pl.Series]:
    n = len(month.shipments)
    number = pl.Series(month.filing.manifest).cast(pl.String).str.zfill(9)
    return {
        "filing_format": pl.repeat("native", n, eager=True),
        "filing_sender": concat("SIM-", carrier),
        "filing_reference": concat("SIM", number),
        "filing_function": pl.repeat("original", n, eager=True),
        "filing_type": pl.repeat("", n, eager=True),
        "received_at": instants(month.filing.received),
    }
