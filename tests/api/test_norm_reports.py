"""A port's report over HTTP: as PDF or as a page without scripts, for who may read standings."""

import pytest

from tests.api.test_norms import HOME, PLAN, SignIn

REPORT = "/api/norms/ports/BEANR/report"


@pytest.mark.parametrize("language", ["en", "nl"])
def test_a_port_that_was_assessed_has_a_report(sign_in: SignIn, language: str) -> None:
    client = sign_in("assessor")
    assert client.post(HOME, json=PLAN).status_code == 200
    page = client.get(f"{REPORT}?form=html&lang={language}")
    assert page.headers["content-disposition"].endswith(f'BEANR-{language}.html"')
    assert f'<html lang="{language}">' in page.text
    assert "BEANR" in page.text
    paper = client.get(f"{REPORT}?lang={language}")
    assert paper.headers["content-type"] == "application/pdf"
    assert paper.content.startswith(b"%PDF-")


def test_of_a_port_that_nobody_assessed_there_is_none(sign_in: SignIn) -> None:
    assert sign_in("assessor").get(REPORT).status_code == 404
