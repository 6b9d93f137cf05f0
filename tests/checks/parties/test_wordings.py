"""Names that name nobody, addresses of no place, consignees of order bills, in six languages."""

import pytest

from bench._faults import composed
from bench._faults.clean import LANGUAGES
from quaywatch.cargo.identifiers import unlocode
from quaywatch.checks.parties.order_bills import to_order
from quaywatch.checks.parties.stand_in_words import kinds_of
from quaywatch.checks.parties.stand_ins import says_nobody


def _missed(language: str, kind: str) -> list[str]:
    judge = to_order if kind == "order" else says_nobody
    return [text for text in composed.wordings(language, kind, 80) if not judge(text)]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", composed.KINDS)
def test_composed_wordings_that_name_nobody_are_known_as_such(language: str, kind: str) -> None:
    assert len(_missed(language, kind)) <= 4


@pytest.mark.parametrize(
    "word", ["nachzureichen", "mitgeteilt", "doorgegeven", "communiquée", "confirmadas", "advised"]
)
def test_forms_of_to_advise_and_to_confirm_are_one(word: str) -> None:
    assert any(kind.startswith("done") for kind in kinds_of(word.replace("é", "e")))


@pytest.mark.parametrize("text", ["unkn0wn", "desconocdio", "UNKONWN PERSON", "to be conifrmed"])
def test_a_slip_of_the_hand_makes_no_name(text: str) -> None:
    assert says_nobody(text)


@pytest.mark.parametrize(
    "name",
    [
        *("Natural SA", "Booking.com B.V.", "Chargeurs SA", "De Klant BV", "Informa PLC"),
        *(
            "Avis SA",
            "Wahl GmbH",
            "Importadora SA",
            "Calle 10 No. 4-21",
            "Rue Haute 1",
            "PO Box 12",
        ),
        *("Calle Principal s/n", "Fournier & Fils SA", "Ort GmbH", "Registro Pesquero SL"),
    ],
)
def test_companies_and_addresses_made_of_common_words_are_somebody(name: str) -> None:
    assert not says_nobody(name)


def test_hardly_a_company_named_after_a_place_is_taken_for_nobody() -> None:
    names = [f"{name} SA" for name in unlocode.table()["name"][::40]]
    assert sum(map(says_nobody, names)) <= len(names) // 500


@pytest.mark.parametrize(
    "name",
    [
        *("Made To Order Ltd", "Order Systems GmbH", "Zur Oder GmbH", "Orden de Predicadores"),
        *("Houder Offshore BV", "Holder & Sons", "A la Carte SA", "An der Oder Logistik"),
    ],
)
def test_companies_with_an_order_in_their_name_hold_no_order_bill(name: str) -> None:
    assert not to_order(name)
