"""Putting an answer together, element by element."""

from copy import deepcopy
from datetime import UTC, datetime

import msgspec
from lxml import etree

from quaywatch.cargo.problem import Problem
from quaywatch.formats.ens.checking import RULE_CODE
from quaywatch.formats.ens.messages import NAMESPACE
from quaywatch.formats.xml import Document, Element

_INVALID_VALUE = "12"
"""Error type for what breaks the schema (a value that is not taken)."""
_REASON = 350
_OF_ITEM = ("IteNumGDS7", "ComRefNumGIM1", "PRODOCDC2", "CONNR2", "IDEMEATRAGI970")


class Decision(msgspec.Struct, frozen=True, kw_only=True):
    """Who answers a declaration, when, and under which numbers."""

    sender: str
    """Customs, as the messages identify it."""
    reference: str
    """Number of the answer, at most 14 signs."""
    mrn: str = ""
    """Movement reference number that the declaration has or gets; a rejection needs none."""
    at: datetime
    """When it was decided (time-zone aware)."""


def moment(at: datetime) -> str:
    """Return an instant as twelve digits, year to minute, in UTC."""
    return at.astimezone(UTC).strftime("%Y%m%d%H%M")


class Answer:
    """An answer of one kind to one declaration; its parts are added in their order."""

    def __init__(self, name: str, document: Document, decision: Decision) -> None:
        self._said = document.root
        uri = NAMESPACE + name
        self._root = etree.Element(f"{{{uri}}}{name}", {}, {"ie": uri})
        at = moment(decision.at)
        own = self._said.findtext("MesIdeMES19", "").strip()
        message = {
            "MesSenMES3": decision.sender,
            "MesRecMES6": self._said.findtext("MesSenMES3", "").strip(),
            "DatOfPreMES9": at[2:8],
            "TimOfPreMES10": at[8:],
            "MesIdeMES19": decision.reference,
            "MesTypMES20": name,
            "CorIdeMES25": own,
        }
        for element, text in message.items():
            _add(self._root, element, text)
        self._head = etree.SubElement(self._root, "HEAHEA")

    def declared(self, name: str) -> str:
        """Return what the header of the declaration says under `name`; empty if nothing."""
        return self._said.findtext(f"HEAHEA/{name}", "").strip()

    def head(self, **texts: str) -> None:
        """Add elements to the header."""
        for name, text in texts.items():
            _add(self._head, name, text)

    def means(self, nationality: str) -> None:
        """Say in the header by what means the goods come; `nationality` is its element."""
        country = self.declared("NatOfMeaOfTraCroHEA87")
        self.head(TraModAtBorHEA76=self.declared("TraModAtBorHEA76"))
        if nationality == "NatHEA001":
            self.head(NatHEA001=country)
        self.head(IdeOfMeaOfTraCroHEA85=self.declared("IdeOfMeaOfTraCroHEA85"))
        if nationality != "NatHEA001":
            self.head(**{nationality: country})
        self.head(ComRefNumHEA=self.declared("ComRefNumHEA"))
        self.head(ConRefNumHEA=self.declared("ConRefNumHEA"))

    def items(self) -> None:
        """Name the goods items with their documents, containers and means of transport."""
        for item in self._said.iterfind("GOOITEGDS"):
            made = etree.SubElement(self._root, "GOOITEGDS")
            for name in _OF_ITEM:
                made.extend(_copy(element) for element in item.iterfind(name))

    def copies(self, *groups: str, leaving: str = "") -> None:
        """Copy groups of the declaration, but for elements called `leaving`."""
        for group in groups:
            for element in self._said.iterfind(group):
                made = _copy(element)
                for left in made.findall(leaving) if leaving else ():
                    made.remove(left)
                self._root.append(made)

    def error(self, problem: Problem) -> None:
        """Add a functional error."""
        is_rule = problem.code.startswith(RULE_CODE)
        made = etree.SubElement(self._root, "FUNERRER1")
        _add(
            made, "ErrTypER11", problem.code.removeprefix(RULE_CODE) if is_rule else _INVALID_VALUE
        )
        _add(made, "ErrPoiER12", problem.field or "/")
        _add(made, "ErrReaER13", problem.message[:_REASON])

    def order(self, code: str, text: str, item: int | None, language: str) -> None:
        """Add an order of an intervention."""
        made = etree.SubElement(self._root, "CUSINT632")
        _add(made, "IteNumConCUSINT668", "" if item is None else str(item))
        _add(made, "CusIntCodCUSINT665", code)
        _add(made, "CusIntTexCUSINT666", text)
        if text:
            _add(made, "CusIntTexCUSINT667LNG", language)

    def xml(self) -> bytes:
        """Return the answer in UTF-8."""
        etree.indent(self._root)
        return etree.tostring(self._root, xml_declaration=True, encoding="UTF-8") + b"\n"


def _copy(element: Element) -> Element:
    made = deepcopy(element)
    made.tail = None
    etree.cleanup_namespaces(made)
    return made


def _add(parent: Element, name: str, text: str) -> None:
    if text:
        etree.SubElement(parent, name).text = text
