"""The same eight risk questions in four languages."""

from typing import NamedTuple


class Question(NamedTuple):
    """One question, as each engine wants to be asked."""

    ours: str
    cel: str
    zen: str
    python: str


QUESTIONS = (
    Question(
        'any(goods.hs_code.startsWith("08")) && route.port_of_loading in ["ECGYE", "COCTG"]',
        'goods.exists(g, has(g.hs_code) && g.hs_code.startsWith("08"))'
        ' && port_of_loading in ["ECGYE", "COCTG"]',
        'some(goods, startsWith(#.hs_code ?? "", "08")) and port_of_loading in ["ECGYE", "COCTG"]',
        'any((g.get("hs_code") or "").startswith("08") for g in r["goods"])'
        ' and r["port_of_loading"] in ("ECGYE", "COCTG")',
    ),
    Question(
        'any(equipment.packed_status == "empty" && size(equipment.seals) > 0)',
        'equipment.exists(e, e.packed_status == "empty" && size(e.seals) > 0)',
        'some(equipment, #.packed_status == "empty" and len(#.seals) > 0)',
        'any(e["packed_status"] == "empty" and len(e["seals"]) > 0 for e in r["equipment"])',
    ),
    Question(
        "notify_party.name != consignee.name",
        "notify_party_name != consignee_name",
        "notify_party_name != consignee_name",
        'r["notify_party_name"] != r["consignee_name"]',
    ),
    Question(
        "any(equipment.verified_gross_mass_kg - equipment.gross_mass_kg > 6000)",
        "equipment.exists(e, e.verified_gross_mass_kg - e.gross_mass_kg > 6000.0)",
        "some(equipment, #.verified_gross_mass_kg - #.gross_mass_kg > 6000)",
        'any(e["verified_gross_mass_kg"] - e["gross_mass_kg"] > 6000 for e in r["equipment"])',
    ),
    Question(
        "size(goods) >= 2 && all(goods.gross_mass_kg < 3000)",
        "size(goods) >= 2 && goods.all(g, g.gross_mass_kg < 3000.0)",
        "len(goods) >= 2 and all(goods, #.gross_mass_kg < 3000)",
        'len(r["goods"]) >= 2 and all(g["gross_mass_kg"] < 3000 for g in r["goods"])',
    ),
    Question(
        'any(goods.description.matches("(GENERAL|MIXED) CARGO"))',
        'goods.exists(g, g.description.matches("(GENERAL|MIXED) CARGO"))',
        'some(goods, matches(#.description, "(GENERAL|MIXED) CARGO"))',
        'any(re.search("(GENERAL|MIXED) CARGO", g["description"]) for g in r["goods"])',
    ),
    Question(
        'has(consignee.country) && consignee.country != "BE"'
        " && size(route.transhipment_ports) >= 2",
        'has(r.consignee_country) && consignee_country != "BE" && size(transhipment_ports) >= 2',
        'consignee_country != null and consignee_country != "BE" and len(transhipment_ports) >= 2',
        'r.get("consignee_country") not in (None, "BE") and len(r["transhipment_ports"]) >= 2',
    ),
    Question(
        'filing.function == "amendment" && consignor.telephone == consignee.telephone',
        'filing_function == "amendment" && consignor_telephone == consignee_telephone',
        'filing_function == "amendment" and consignor_telephone == consignee_telephone',
        'r["filing_function"] == "amendment"'
        ' and r["consignor_telephone"] == r["consignee_telephone"]',
    ),
)
