"""A table says what a schema says: both accept and reject the same documents."""

import os
import random
from pathlib import Path

import pytest
from lxml import etree

from quaywatch.formats.xml import Document, parse
from quaywatch.formats.xml.schema import Schema, TableError, UnsupportedSchemaError, build, tabulate

HERE = Path(__file__).parent
DATA = Path(os.environ.get("QUAYWATCH_DATA", HERE.parents[3] / "shared" / "data"))
HARBOUR = """<h:harbour xmlns:h="urn:example:harbour" xmlns:c="urn:example:common" code="EXPRT">
 <h:name>Example Port</h:name><h:depth>14.5</h:depth>
 <h:berth><place><h:metres>300</h:metres></place><crane unit="m">40</crane></h:berth>
 <h:berth><place/></h:berth>
 <h:tug>Ada</h:tug><h:pilot>Grace</h:pilot><h:boat>7</h:boat>
 <choice>true</choice><c:note who="me">see <b>one two</b></c:note><x xmlns="urn:else"/>
</h:harbour>"""
VALUES = ["", "0", "30", "30.01", "12.345", "unknown", "sea port", "river", "1 /a", "EXPRT", "true"]


def mutated(root: etree._Element, dice: random.Random) -> None:
    """Change a document in one place: a value, an element more or less, another order."""
    elements = list(root.iter())
    element = dice.choice(elements)
    parent = element.getparent()
    match dice.randrange(6):
        case 0:
            element.text = dice.choice(VALUES)
        case 1 if parent is not None:
            parent.remove(element)
        case 2 if parent is not None:
            parent.insert(
                dice.randrange(len(parent) + 1), etree.fromstring(etree.tostring(element))
            )
        case 3 if parent is not None:
            parent.append(element)
        case 4:
            element.set(dice.choice(["code", "kind", "unit", "other"]), dice.choice(VALUES))
        case _:
            element.tag = str(dice.choice(elements).tag)


def agreement(path: Path, table: str, samples: list[bytes], trials: int) -> tuple[int, int]:
    """Return how many mutated samples both schemas accepted and rejected."""
    original, own = etree.XMLSchema(etree.parse(path)), Schema(build(table))
    dice = random.Random(7)
    accepted = rejected = 0
    for trial in range(trials):
        root = etree.fromstring(samples[trial % len(samples)])
        for _ in range(dice.randrange(3)):
            mutated(root, dice)
        verdict = original.validate(root)
        assert own.accepts(root) is verdict, (etree.tostring(root), original.error_log)
        accepted, rejected = accepted + verdict, rejected + (not verdict)
    return accepted, rejected


@pytest.mark.parametrize("roots", [(), ("harbour",)])
def test_a_table_accepts_and_rejects_as_the_schema_it_was_made_from(roots: tuple[str, ...]) -> None:
    path = HERE / "harbour.xsd"
    accepted, rejected = agreement(path, tabulate(path, roots), [HARBOUR.encode()], 1500)
    assert min(accepted, rejected) > 300


def test_a_table_keeps_only_what_its_roots_reach() -> None:
    path = HERE / "harbour.xsd"
    assert "unused" in tabulate(path)
    assert "unused" not in tabulate(path, ("harbour",))


def test_a_published_schema_is_tabulated_faithfully() -> None:
    folder = DATA / "specs" / "hmrc_ens" / "xsds"
    if not folder.is_dir():
        pytest.skip(f"no published schemas in {folder}")
    sample = (DATA / "formats" / "ENS_CC315A" / "CC315A-schemaValidSample-v11-2.xml").read_bytes()
    path = folder / "CC315A-v11-2.xsd"
    accepted, rejected = agreement(path, tabulate(path, ["CC315A"]), [sample], 400)
    assert min(accepted, rejected) > 50


def test_what_is_wrong_is_told_where_it_is() -> None:
    schema = Schema(build(tabulate(HERE / "harbour.xsd")))
    data = HARBOUR.replace("14.5", "31").replace("Ada", "").encode()
    document = parse(data)
    assert isinstance(document, Document)
    depth, tug = schema.problems(document)
    assert (depth.offset, depth.segment) == (data.index(b"<h:depth>"), 2)
    assert depth.field == "/h:harbour[1]/h:depth[1]"
    assert tug.offset == data.index(b"<h:tug>")


def test_a_variant_has_lines_of_its_own() -> None:
    table = """
        # a remark
        namespace h -
        element h complex
          when old: a 1 xs:int
          when new: a 0..1 xs:int
    """
    (empty,) = [etree.fromstring("<h/>")]
    assert Schema(build(table, ["new"])).accepts(empty)
    assert not Schema(build(table, ["old"])).accepts(empty)


@pytest.mark.parametrize(
    "table",
    [
        "",
        "element a xs:int",
        "namespace h -\nelement a",
        "namespace h -\nwhat a",
        "namespace h -\nelement a missing:Type",
        "namespace h -\nsimple a xs:int long 5",
        "namespace h -\nsimple a xs:int length",
        "namespace h -\nsimple a",
        'namespace h -\nsimple a xs:int values "\\x"',
        "namespace h -\ncomplex a odd",
    ],
)
def test_a_table_that_does_not_follow_the_notation_is_refused(table: str) -> None:
    with pytest.raises(TableError):
        build(table)


def test_what_a_table_cannot_say_is_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "keyed.xsd"
    path.write_text(
        '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="a">'
        '<xs:key name="k"><xs:selector xpath="b"/><xs:field xpath="@c"/></xs:key>'
        "</xs:element></xs:schema>"
    )
    with pytest.raises(UnsupportedSchemaError, match="line 1: key cannot"):
        tabulate(path)
