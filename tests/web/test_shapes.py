"""The page's types are those of the HTTP border."""

import importlib.util
from pathlib import Path

MAKER = Path(__file__).parents[2] / "web/make_types.py"


def test_the_page_s_types_are_up_to_date_with_the_http_shapes():
    spec = importlib.util.spec_from_file_location("make_types", MAKER)
    maker = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(maker)
    assert maker.TARGET.read_text(encoding="utf-8") == maker.written(), (
        "run `python web/make_types.py`"
    )
