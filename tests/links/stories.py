"""Made-up filings and finds, few names and numbers among them so that parties meet."""

from datetime import datetime, timedelta
from typing import NamedTuple

from hypothesis import strategies as st

from quaywatch.cargo import Consignment, GoodsItem, Party, PartyRole
from quaywatch.links import Mention, Network, Standing, of_consignment
from tests.links.making import START

_NAMES = st.sampled_from(
    [
        "Vulvarel NV",
        "Vulvarel Haven",
        "Vulvarel Fruit",
        "Zalmora BV",
        "Zalmora Trading",
        "Quimzotor",
    ]
)
_PARTIES = st.builds(
    Party,
    role=st.sampled_from(
        [PartyRole.CONSIGNEE, PartyRole.CONSIGNOR, PartyRole.NOTIFY_PARTY, PartyRole.CARRIER]
    ),
    name=_NAMES,
    identifier=st.sampled_from([None, "BESIM123456789", "BESIM987654321"]),
    telephone=st.sampled_from([None, "+999 1234 5678", "+999 8765 4321"]),
    email=st.sampled_from([None, "office@vulvarel.example", "desk@zalmora.example"]),
    address=st.sampled_from([None, "Handelskaai 12", "Loodsweg 7"]),
    city=st.sampled_from([None, "Antwerpen"]),
)


class Told(NamedTuple):
    """A consignment filed, or a find in it when there are no parties."""

    number: int
    parties: tuple[Party, ...]
    hs_code: str

    def mentions(self, at: datetime) -> tuple[Mention, ...]:
        item = GoodsItem(sequence=1, description="goods", hs_code=self.hs_code)
        made = Consignment(reference=f"B{self.number}", parties=self.parties, goods_items=(item,))
        return of_consignment(made, at)


_TOLD = st.builds(
    Told,
    st.integers(0, 5),
    st.lists(_PARTIES, max_size=4).map(tuple),
    st.sampled_from(["080390", "847130"]),
)
STORIES = st.lists(_TOLD, max_size=12)


def tell(network: Network, hour: int, told: Told) -> Standing | None:
    """Tell a network what happened in an hour; a find in what nobody filed is no news."""
    name, at = f"-:B{told.number}", START + timedelta(hours=hour)
    if not told.parties:
        if name in network.consignments:
            network.found(name, at)
        return None
    return network.observe(name, told.mentions(at))
