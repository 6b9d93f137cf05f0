"""What is asked from without counts beside what the port asks itself, and never less than that."""

from hypothesis import given
from hypothesis import strategies as st

from quaywatch.inspections import Asked, Cell, Coverage, Strata

CELLS = (
    Cell(name="EC/fruit", countries=frozenset({"EC"}), chapters=frozenset({"08"}), share=0.1),
    Cell(name="andes/any", countries=frozenset({"EC", "CO"}), chapters=frozenset(), share=0.05),
)
PORTS = st.sampled_from(["ECGYE", "ECPBO", "COCTG", "BRSSZ", ""])
CODES = st.sampled_from(["08", "44", ""])
SHARES = st.dictionaries(st.sampled_from(["ECGYE", "COCTG", "BRSSZ"]), st.floats(0.01, 1.0))


@given(PORTS, CODES, SHARES)
def test_a_box_is_asked_for_as_much_as_by_its_cell_and_by_its_port(
    port: str, code: str, shares: dict[str, float]
) -> None:
    asked = Asked(own=Coverage(strata=Strata.PORT_OF_LOADING, shares=shares), cells=CELLS)
    name = asked.of(port, code)
    cell = next((one.share for one in CELLS if one.holds(port, code)), 0.0)
    wanted = max(cell, shares.get(port, 0.0))
    assert asked.shares([name]).get(name, 0.0) == wanted


def test_the_first_cell_that_holds_a_box_counts() -> None:
    asked = Asked(own=Coverage(), cells=CELLS)
    assert asked.of("ECGYE", "080390") == "EC/fruit"
    assert asked.of("ECGYE", "440399") == "andes/any"
    assert asked.of("BRSSZ", "080390") == "BR"
