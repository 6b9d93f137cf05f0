"""The short way through a consignment and the careful one agree."""

import pytest

from quaywatch.formats.edifact import cuscar
from quaywatch.formats.edifact.cuscar import manifest
from tests.formats.making import filing, understood


@pytest.mark.parametrize("line_end", ["", "\n", "\r\n"])
@pytest.mark.parametrize("encoding", ["latin-1", "utf-8"])
def test_both_ways_give_the_same(
    monkeypatch: pytest.MonkeyPatch, line_end: str, encoding: str
) -> None:
    plain = cuscar.write([filing(40)]).decode("latin-1")
    data = plain.replace("'CNI", f"'{line_end}CNI").replace("'GID", f"'{line_end}GID")
    short = understood(data.encode(encoding))
    monkeypatch.setattr(manifest, "regular", lambda _: None)
    assert understood(data.encode(encoding)) == short
    assert tuple(short[1]) == filing(40).consignments
