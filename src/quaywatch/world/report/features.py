"""What a model may read: features of single boxes from the document columns alone."""

import polars as pl

from quaywatch.cargo.columns import PARTY_FIELDS, PARTY_ROLES, Frames
from quaywatch.world.reference import lexicon

CATEGORIES: tuple[str, ...] = (
    "port_of_loading",
    "goods",
    "chapter",
    "carrier_code",
    "hub",
    "consignor_country",
    "consignee_country",
    "place_of_delivery",
    "freight_payment",
    "size_type",
)
LANE: tuple[str, ...] = ("port_of_loading", "goods", "chapter", "carrier_code", "hub")
"""Where from, what and with whom: the features that carry the lane's own prior."""

NUMBERS: tuple[str, ...] = (
    "boxes",
    "lines",
    "hubs",
    "house",
    "lead_hours",
    "text_length",
    "text_is_vague",
    "code_digits",
    "kg_a_package",
    "kg_a_box",
    "gross_mass_kg",
    "verified_missing",
    "verified_over_gross_kg",
    "seal_count",
    "seal_length",
    "temperature_c",
    "consignor_fields",
    "consignee_fields",
    "notify_party_fields",
    "to_order",
    "notify_is_consignee",
)
FEATURES = CATEGORIES + NUMBERS


def document_features(frames: Frames) -> pl.DataFrame:
    """Return one row a box in the order of `frames.equipment`, columns `FEATURES`.

    Categories are text; an absent value is null.
    """
    return (
        frames.equipment.join(_consignments(frames), on="row", maintain_order="left")
        .with_columns(
            verified_missing=pl.col("verified_gross_mass_kg").is_null(),
            verified_over_gross_kg=pl.col("verified_gross_mass_kg") - pl.col("gross_mass_kg"),
            seal_count=pl.col("seals").list.len(),
            seal_length=pl.col("seals").list.first().str.len_chars(),
            kg_a_box=pl.col("kg") / pl.col("boxes"),
        )
        .select(
            *(pl.col(name).cast(pl.String) for name in CATEGORIES),
            *(pl.col(name).cast(pl.Float64) for name in NUMBERS),
        )
    )


def _consignments(frames: Frames) -> pl.DataFrame:
    vague = {text for texts in lexicon()["vague"].values() for text in texts}
    words = pl.col("description").str.replace(r"^\d+ [A-Z]+ ", "")
    goods = frames.goods_items.group_by("row", maintain_order=True).agg(
        lines=pl.len(),
        goods=pl.col("hs_code").first(),
        chapter=pl.col("hs_code").first().str.slice(0, 2),
        code_digits=pl.col("hs_code").first().str.len_chars(),
        text_length=pl.col("description").first().str.len_chars(),
        text_is_vague=words.first().is_in(vague),
        kg=pl.col("gross_mass_kg").sum(),
        kg_a_package=pl.col("gross_mass_kg").sum() / pl.col("package_count").sum(),
    )
    boxes = frames.equipment.group_by("row").agg(boxes=pl.len())
    given = [
        pl.sum_horizontal(pl.col(f"{role}_{f}").is_not_null() for f in PARTY_FIELDS).alias(
            f"{role}_fields"
        )
        for role in PARTY_ROLES
    ]
    return (
        frames.consignments.join(goods, on="row", maintain_order="left")
        .join(boxes, on="row", maintain_order="left")
        .with_columns(
            *given,
            hub=pl.col("transhipment_ports").list.first(),
            hubs=pl.col("transhipment_ports").list.len(),
            house=pl.col("level") == "house",
            lead_hours=(pl.col("departure_at") - pl.col("received_at")).dt.total_minutes() / 60,
            to_order=pl.col("consignee_name").is_in(lexicon()["to_order"]["texts"]),
            notify_is_consignee=pl.col("notify_party_name") == pl.col("consignee_name"),
        )
    )
