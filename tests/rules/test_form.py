"""A form and a text are two sights of one expression."""

import msgspec
import pytest
from hypothesis import given, settings

from quaywatch.rules.form import Form, form_of, node_of
from quaywatch.rules.language import ExpressionError, parse, unparse
from tests.rules.expressions import truths


@settings(max_examples=200, deadline=None)
@given(truths())
def test_a_form_filled_in_from_an_expression_says_what_the_expression_says(node) -> None:
    form = form_of(node)
    assert node_of(form) == node
    assert msgspec.json.decode(msgspec.json.encode(form), type=Form) == form


def test_conditions_come_as_lines_and_groups() -> None:
    form = form_of(
        parse(
            'route.port_of_loading in ["ECGYE"] && (finding("a") || has(consignee.name))'
            ' && any(goods.hs_code.startsWith("08")) && size(goods) * 2 > size(equipment)'
        )
    )
    assert [part.kind for part in form.parts] == ["compare", "or", "any", "text"]
    assert form.parts[0].values == ("ECGYE",)
    assert form.parts[2].parts[0].sign == "startsWith"


def test_a_whole_number_out_of_json_is_a_number() -> None:
    form = Form(kind="compare", name="size(goods)", sign=">", values=(3,))
    assert unparse(node_of(form)) == "size(goods) > 3"


@pytest.mark.parametrize(
    "form",
    [
        Form(kind="and"),
        Form(kind="not"),
        Form(kind="compare", name="size(goods)", sign="~", values=(1.0,)),
        Form(kind="compare", name="size(goods)", sign="=="),
        Form(kind="has", name="consignee."),
        Form(kind="text", name=""),
    ],
)
def test_a_form_that_is_not_filled_in_is_refused(form) -> None:
    with pytest.raises(ExpressionError):
        node_of(form)


def test_the_line_that_is_not_filled_in_is_named() -> None:
    line = Form(kind="has", name="consignee.name")
    empty = Form(kind="any", parts=(Form(kind="and", parts=(line, Form(kind="or"))),))
    with pytest.raises(ExpressionError) as caught:
        node_of(Form(kind="and", parts=(line, empty)))
    assert caught.value.path == (1, 0, 1)
