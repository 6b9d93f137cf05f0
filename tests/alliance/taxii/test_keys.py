"""A partner is known by its own key, as long as that is open, and by nothing else."""

from base64 import b64encode

import pytest

from quaywatch.alliance.taxii import keys
from quaywatch.ledger import Ledger
from tests.alliance.making import ANTWERP, NOW, ROTTERDAM


def basic(name: str, key: str) -> str:
    return f"Basic {b64encode(f'{name}:{key}'.encode()).decode()}"


def test_a_key_is_its_partners_in_each_form_until_it_is_closed(ledger_url: str) -> None:
    with Ledger.open(ledger_url) as ledger, ledger.transaction() as transaction:
        here = transaction.connection
        key = keys.new_key(here, ANTWERP, NOW)
        forms = [f"Bearer {key}", f"Token {key}", basic(ANTWERP, key)]
        assert [keys.known_by(here, one) for one in forms] == [ANTWERP] * 3
        assert keys.known_by(here, basic(ROTTERDAM, key)) is None
        assert keys.known_by(here, basic("", key)) is None
        assert keys.close(here, ANTWERP) == 1
        assert [keys.known_by(here, one) for one in forms] == [None] * 3


@pytest.mark.parametrize(
    "said",
    ["", "Bearer", "Bearer ", "Basic", "Basic %%", "Basic /w==", "Digest x", "Token \udcff", "x y"],
)
def test_nobody_is_known_by_what_is_no_key(ledger_url: str, said: str) -> None:
    with Ledger.open(ledger_url) as ledger, ledger.transaction() as transaction:
        assert keys.known_by(transaction.connection, said) is None
