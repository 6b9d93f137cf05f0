"""Do such goods travel in a tank?"""

from quaywatch.cargo import Severity, Subject
from quaywatch.cargo.terms import col
from quaywatch.checks.check import Check

_SOLID = [f"{chapter:02}" for chapter in (1, 2, 3, 5, 6, 7, 8, 9, 10, 12, 14, 18, 24)] + [
    str(chapter) for chapter in (*range(41, 45), 46, *range(50, 71), 73, *range(82, 97))
]
"""Chapters whose goods come in pieces or would spoil in a tank; chapter 09 and 18 as beans."""

CHECK = Check(
    code="tank-for-solid-goods",
    severity=Severity.ERROR,
    subject=Subject.EQUIPMENT,
    fields=(
        "equipment.number",
        "equipment.size_type",
        "goods_item.hs_code",
        "goods_item.description",
    ),
    source="ISO 6346, annex E (type); WCO SAFE Framework of Standards, risk indicators on goods",
    text={
        "en": (
            "{goods_item.description} ({goods_item.hs_code}) does not go into tank container "
            "{equipment.number} ({equipment.size_type})."
        ),
        "fr": (
            "{goods_item.description} ({goods_item.hs_code}) ne va pas en conteneur-citerne "
            "{equipment.number} ({equipment.size_type})."
        ),
        "nl": (
            "{goods_item.description} ({goods_item.hs_code}) gaat niet in tankcontainer "
            "{equipment.number} ({equipment.size_type})."
        ),
        "es": (
            "{goods_item.description} ({goods_item.hs_code}) no va en el contenedor cisterna "
            "{equipment.number} ({equipment.size_type})."
        ),
    },
    expression=((col("kind") == "tank") & col("common_digits").text.head(2).is_in(_SOLID)),
)
