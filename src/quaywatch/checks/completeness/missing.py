"""Is every data element there that its type of filing asks for?

One check a line of the table that has a severity; the other lines name checks of their own.
"""

from collections.abc import Mapping
from types import MappingProxyType

from quaywatch.cargo import Severity, Subject
from quaywatch.cargo.identifiers import country
from quaywatch.cargo.terms import Term, coalesce, col
from quaywatch.checks.check import Check
from quaywatch.checks.completeness.elements import UNTYPED, asked
from quaywatch.checks.data import rows
from quaywatch.checks.expressions import blank
from quaywatch.checks.goods.bulk import BULK_TYPES

_SAYS: Mapping[str, str] = MappingProxyType(
    {
        "en": "Not declared: {what} (data element {number}).",
        "fr": "Non déclaré : {what} (élément de données {number}).",
        "nl": "Niet aangegeven: {what} (gegevenselement {number}).",
        "es": "No se declara: {what} (elemento de datos {number}).",
    }
)

_LISTS = frozenset({"routing_countries"})
_INSTANTS = frozenset({"departure_at", "arrival_at"})
_NUMBERS = frozenset({"package_count"})

_UNION = sorted(country.european_union())

_WHEN: Mapping[str, Term] = MappingProxyType(
    {
        "delivered_in_union": coalesce(col("place_of_delivery"), col("port_of_discharge"))
        .text.head(2)
        .text.to_uppercase()
        .is_in(_UNION),
        "packed": ~col("package_type").fill_null("").text.to_uppercase().is_in(BULK_TYPES),
    }
)


def _absent(column: str) -> Term:
    if column in _LISTS:
        return col(column).items.len() == 0
    if column in _INSTANTS | _NUMBERS:
        return col(column).is_null()
    return blank(column)


def _source(row: Mapping[str, str]) -> str:
    asked_in = row["filing_types"].replace(f" {UNTYPED}", " and manifests")
    element = f"data element {row['number']} ({row['en']})"
    return f"Reg. (EU) 2015/2446, annex B, {element}, required in {asked_in}"


def _check(row: Mapping[str, str]) -> Check:
    columns = row["columns"].split()
    absent = asked(row["number"])
    for column in columns:
        absent &= _absent(column)
    if row["when"]:
        absent &= _WHEN[row["when"]]
    also = {"goods_item": ("description",), "equipment": ("number",)}.get(row["subject"], ())
    return Check(
        code=row["check"],
        severity=Severity(row["severity"]),
        subject=Subject(row["subject"]),
        fields=tuple(f"{row['subject']}.{column}" for column in (*columns, *also)),
        source=_source(row),
        text={
            language: said.format(what=row[language], number=row["number"])
            for language, said in _SAYS.items()
        },
        expression=absent,
        given=() if UNTYPED in row["filing_types"].split() else ("typed",),
    )


CHECKS: tuple[Check, ...] = tuple(
    _check(row) for row in rows("data_elements.csv") if row["severity"]
)
"""The checks that the table alone describes, in its order."""
