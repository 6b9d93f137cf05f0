"""What the inputs are called, and which declared fields each is made of."""

from quaywatch.cargo.columns import PARTY_ROLES
from quaywatch.history.catalogue import CATALOGUE
from quaywatch.links import COLUMNS

PAST: dict[str, tuple[str, ...]] = {
    **{feature.name: feature.fields for feature in CATALOGUE},
    **{column.name: column.fields for column in COLUMNS},
}
"""What the past says: features of keys, and how the parties stood among others."""

DECLARED: dict[str, tuple[str, ...]] = {
    **{f"{role}_fields": (f"consignment.{role}_name",) for role in PARTY_ROLES},
    "lead_hours": ("consignment.received_at", "consignment.departure_at"),
    "sailing_days": ("consignment.departure_at", "consignment.arrival_at"),
    "transhipments": ("consignment.transhipment_ports",),
    "notify_is_consignee": ("consignment.notify_party_name", "consignment.consignee_name"),
    "house": ("consignment.level",),
    "goods_items": ("goods_item.description",),
    "goods_mass_kg": ("goods_item.gross_mass_kg",),
    "package_count": ("goods_item.package_count",),
    "package_mass_kg": ("goods_item.gross_mass_kg", "goods_item.package_count"),
    "description_length": ("goods_item.description",),
    "hs_code_length": ("goods_item.hs_code",),
    "boxes": ("equipment.number",),
    "box_mass_kg": ("equipment.gross_mass_kg",),
    "tare_least_kg": ("equipment.verified_gross_mass_kg", "equipment.gross_mass_kg"),
    "tare_most_kg": ("equipment.verified_gross_mass_kg", "equipment.gross_mass_kg"),
    "unweighed_boxes": ("equipment.verified_gross_mass_kg",),
    "seals_least": ("equipment.seals",),
    "temperature_c": ("equipment.temperature_c",),
}
"""The numbers that a declaration says, with the fields that each is made of."""

CATEGORIES: dict[str, tuple[str, ...]] = {
    "port_of_loading": ("consignment.port_of_loading",),
    "country_of_receipt": ("consignment.place_of_receipt",),
    "hub": ("consignment.transhipment_ports",),
    "place_of_delivery": ("consignment.place_of_delivery",),
    "hs_heading": ("goods_item.hs_code",),
    "hs_chapter": ("goods_item.hs_code",),
    "carrier_code": ("consignment.carrier_code",),
    "filing_sender": ("consignment.filing_sender",),
    "consignor_country": ("consignment.consignor_country",),
    "consignee_country": ("consignment.consignee_country",),
    "freight_payment": ("consignment.freight_payment",),
    "size_type": ("equipment.size_type",),
    "port_and_heading": ("consignment.port_of_loading", "goods_item.hs_code"),
}
"""The categories that a declaration says, with the fields that each is made of."""

SPOKE = ("findings", "profiles", "watch_lists")
"""Lists of codes: the checks that spoke, the profiles and the list entries that were met."""

FIELDS: dict[str, tuple[str, ...]] = PAST | DECLARED | CATEGORIES
"""The declared fields that each input rests on."""
