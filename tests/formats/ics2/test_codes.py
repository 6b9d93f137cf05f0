"""Code lists are what a partner configures, no more."""

from pathlib import Path

import pytest

from quaywatch.formats.ics2.codes import CodeLists, known, list_of, load

EXAMPLE = Path(__file__).parents[3] / "docs" / "examples" / "ics2_code_lists.toml"


def test_the_example_configures_no_list() -> None:
    assert load(EXAMPLE) == CodeLists({})


def test_a_list_that_is_not_configured_allows_anything() -> None:
    codes = CodeLists({"CL735": {"RFI": ""}})
    assert codes.allows("CL737", "1")
    assert codes.allows("CL735", "RFI")
    assert not codes.allows("CL735", "RFX")


def test_what_stands_above_an_element_tells_its_list() -> None:
    assert list_of("requestType", ("IE4Q04", "referralRequestDetails")) == "CL735"
    assert list_of("code", ("referralRequestDetails", "additionalInformation")) == "CL752"
    assert list_of("code", ("controlResults", "additionalInformation")) == "CL755"
    assert list_of("code", ("controlResults", "controlResult")) == "CL714"
    assert list_of("referenceNumber", ("x", "supportingDocuments")) is None
    assert {"CL735", "CL736", "CL737", "CL739", "CL740", "CL758", "CL710"} <= known()


@pytest.mark.parametrize(
    ("text", "reason"),
    [("[CL999]\nA = 'x'", "CL999"), ("CL735 = 3", "CL735"), ("[CL735]\nA = 1", "CL735")],
)
def test_a_file_that_is_not_right_is_refused_by_name(
    tmp_path: Path, text: str, reason: str
) -> None:
    file = tmp_path / "codes.toml"
    file.write_text(text)
    with pytest.raises(ValueError, match=reason):
        load(file)
