"""What is to be learned from an explored box, as a coded reason in an officer's words."""

from enum import StrEnum

import msgspec

from quaywatch.risk.wording import decimal, integer
from quaywatch.rules import Texts


class Code(StrEnum):
    """Why a box is explored."""

    LITTLE_KNOWN = "explored_little_known"
    """Nothing was found among its like so far, but few were looked at."""
    FOUND_BEFORE = "explored_found_before"
    """Something was found among its like though the ranking leaves them out."""


_TEXTS: dict[Code, Texts] = {
    Code.LITTLE_KNOWN: Texts(
        en="Explored: of boxes of “{stratum}” that the ranking leaves out, {looked} were looked at "
        "so far and nothing was found. {coming} more are to come; this look is to tell whether "
        "they matter",
        fr="Exploration : parmi les conteneurs « {stratum} » que le classement écarte, {looked} "
        "ont été contrôlés jusqu'ici, sans découverte. {coming} autres sont attendus ; ce contrôle "
        "doit dire s'ils comptent",
        nl="Verkenning: van containers “{stratum}” die de rangschikking overslaat, zijn er tot nu "
        "toe {looked} gecontroleerd, zonder vondst. Er komen er nog {coming}; deze controle moet "
        "uitwijzen of ze ertoe doen",
        es="Exploración: de los contenedores «{stratum}» que la clasificación descarta se han "
        "inspeccionado {looked}, sin hallazgos. Se esperan {coming} más; esta inspección debe "
        "decir si importan",
    ),
    Code.FOUND_BEFORE: Texts(
        en="Explored: of boxes of “{stratum}” that the ranking leaves out, {looked} were looked at "
        "and {found} held something. {coming} more are to come, of which {rate} % are believed "
        "to lead to a find",
        fr="Exploration : parmi les conteneurs « {stratum} » que le classement écarte, {looked} "
        "ont été contrôlés, avec {found} découvertes. {coming} autres sont attendus, dont on "
        "estime que {rate} % donneraient une découverte",
        nl="Verkenning: van containers “{stratum}” die de rangschikking overslaat, zijn er "
        "{looked} gecontroleerd, met {found} vondsten. Er komen er nog {coming}, waarvan naar "
        "schatting {rate} % tot een vondst leidt",
        es="Exploración: de los contenedores «{stratum}» que la clasificación descarta se han "
        "inspeccionado {looked}, con {found} hallazgos. Se esperan {coming} más, de los que se "
        "estima que el {rate} % llevaría a un hallazgo",
    ),
}


class Explored(msgspec.Struct, frozen=True, kw_only=True):
    """What an explored box is to teach: of its stratum's boxes that the ranking leaves out."""

    stratum: str
    looked: float
    """Looks so far; old ones count less."""
    found: float
    rate: float
    """Share of boxes in which a look is believed to find something."""
    coming: float
    """Boxes to come while the knowledge is good."""
    information: float
    """What the look is worth beyond the box's probability, in finds."""

    @property
    def code(self) -> Code:
        """Why the box is explored; the finds of long ago no longer count."""
        return Code.FOUND_BEFORE if round(self.found) >= 1 else Code.LITTLE_KNOWN

    def told(self, language: str) -> str:
        """Return the reason in `language`."""
        return (
            _TEXTS[self.code]
            .get(language)
            .format(
                stratum=self.stratum,
                looked=integer(round(self.looked), language),
                found=integer(round(self.found), language),
                coming=integer(round(self.coming), language),
                rate=decimal(100 * self.rate, language),
            )
        )
