"""The columns of a flat table: one row is one container or goods line of a bill of lading.

Names are those of `quaywatch.cargo.columns`, with `equipment_number` for a container's number and
`equipment_gross_mass_kg` for the mass declared for it.
"""

from quaywatch.cargo.party import PartyRole

PARTY_FIELDS = (
    "name",
    "identifier",
    "address",
    "city",
    "postcode",
    "country",
    "telephone",
    "email",
)

PARTIES: dict[str, tuple[PartyRole, str]] = {
    f"{role}_{field}": (role, field) for role in PartyRole for field in PARTY_FIELDS
}
ROUTE = (
    "place_of_receipt",
    "port_of_loading",
    "transhipment_ports",
    "port_of_discharge",
    "place_of_delivery",
)
CONVEYANCE = ("vessel_name", "imo_number", "voyage", "carrier_code", "departure_at", "arrival_at")
HEADER = ("filing_sender", "filing_reference", "filing_function")
BILL = ("reference", "level", "master_reference", "freight_payment")
GOODS = (
    "description",
    "hs_code",
    "package_count",
    "package_type",
    "gross_mass_kg",
    "marks",
    "undg",
)
EQUIPMENT = (
    "equipment_number",
    "size_type",
    "packed_status",
    "seals",
    "equipment_gross_mass_kg",
    "verified_gross_mass_kg",
    "temperature_c",
)
COLUMNS = (*BILL, *PARTIES, *ROUTE, *CONVEYANCE, *HEADER, *GOODS, *EQUIPMENT)

MAX_COLUMNS = 4096
"""More columns than any table of consignments has."""

MASSES = frozenset({"gross_mass_kg", "equipment_gross_mass_kg", "verified_gross_mass_kg"})

ALIASES: dict[str, str] = {
    "bill_of_lading": "reference",
    "bill_of_lading_number": "reference",
    "bl": "reference",
    "bl_no": "reference",
    "bl_number": "reference",
    "b_l": "reference",
    "b_l_no": "reference",
    "b_l_number": "reference",
    "master_bl": "master_reference",
    "mbl": "master_reference",
    "hbl": "reference",
    "container": "equipment_number",
    "container_no": "equipment_number",
    "container_number": "equipment_number",
    "cntr_no": "equipment_number",
    "iso_type": "size_type",
    "container_type": "size_type",
    "seal": "seals",
    "seal_no": "seals",
    "seal_number": "seals",
    "goods_description": "description",
    "cargo_description": "description",
    "commodity": "description",
    "hs": "hs_code",
    "hs_number": "hs_code",
    "commodity_code": "hs_code",
    "packages": "package_count",
    "number_of_packages": "package_count",
    "gross_weight": "gross_mass_kg",
    "gross_weight_kg": "gross_mass_kg",
    "weight": "gross_mass_kg",
    "weight_kg": "gross_mass_kg",
    "vgm": "verified_gross_mass_kg",
    "vgm_kg": "verified_gross_mass_kg",
    "un_number": "undg",
    "shipper": "consignor_name",
    "shipper_name": "consignor_name",
    "consignor": "consignor_name",
    "consignee": "consignee_name",
    "notify": "notify_party_name",
    "notify_party": "notify_party_name",
    "pol": "port_of_loading",
    "load_port": "port_of_loading",
    "pod": "port_of_discharge",
    "discharge_port": "port_of_discharge",
    "vessel": "vessel_name",
    "ship": "vessel_name",
    "imo": "imo_number",
    "voyage_number": "voyage",
    "voyage_no": "voyage",
    "carrier": "carrier_code",
    "scac": "carrier_code",
    "etd": "departure_at",
    "eta": "arrival_at",
}
"""Names that are met in practice, lower case with `_` for anything but letters and digits."""
