"""How parties stood as numbers: the same for a year at once as for one consignment a time."""

from datetime import timedelta

from hypothesis import given, settings
from polars.testing import assert_frame_equal

from quaywatch.cargo import Consignment, Party, PartyRole
from quaywatch.links import COLUMNS, Mention, Network, of_consignment, standings
from quaywatch.links.columns import framed, row
from tests.links.making import START
from tests.links.stories import STORIES, tell

PHONE = "+999 1234 5678"


def filed(number: int, *parties: Party) -> tuple[str, tuple[Mention, ...]]:
    made = Consignment(reference=f"B{number}", parties=parties)
    return f"-:B{number}", of_consignment(made, START + timedelta(hours=number))


def consignee(name: str, telephone: str | None = None) -> Party:
    return Party(role=PartyRole.CONSIGNEE, name=name, telephone=telephone)


@given(story=STORIES)
@settings(max_examples=40, deadline=None)
def test_a_year_at_once_stands_as_one_consignment_after_the_other(story) -> None:
    network, rows, filings, finds = Network(), [], [], []
    for hour, told in enumerate(story):
        at, name = START + timedelta(hours=hour), f"-:B{told.number}"
        if told.parties:
            with network.looking():
                looked = tell(network, hour, told)
            standing = tell(network, hour, told)
            assert looked == standing is not None
            rows.append(row(standing))
            filings.append((name, told.mentions(at)))
        else:
            tell(network, hour, told)
            finds.append((name, at))
    assert_frame_equal(standings(filings, finds), framed(rows), check_exact=True)


def test_a_telephone_of_a_find_is_told_by_its_column() -> None:
    filings = [filed(0, consignee("Vulvarel NV", PHONE)), filed(2, consignee("Zalmora BV", PHONE))]
    table = standings(filings, [("-:B0", START + timedelta(hours=1))])
    assert table["parties_nearness"].to_list() == [0.0, 1.0]
    assert table["parties_near_by_telephone"].to_list() == [0.0, 1.0]
    assert table["parties_near_by_address"].to_list() == [0.0, 0.0]
    assert table["parties_at_telephone"].to_list() == [0.0, 1.0]


def test_a_find_that_comes_with_a_filing_counts_for_later_ones_alone() -> None:
    firm = consignee("Vulvarel NV", PHONE)
    filings = [filed(0, firm), filed(1, firm), filed(2, firm)]
    table = standings(filings, [("-:B0", START + timedelta(hours=1)), ("-:B9", START)])
    assert table["parties_finds"].to_list() == [0.0, 0.0, 1.0]


def test_who_names_nobody_stands_nowhere() -> None:
    table = standings([filed(0)])
    assert table.row(0) == (None,) * len(COLUMNS)


def test_every_column_says_what_it_means() -> None:
    assert len({column.name for column in COLUMNS}) == len(COLUMNS)
    assert all(all(column) for column in COLUMNS)
