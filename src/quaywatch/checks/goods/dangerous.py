"""Numbers of dangerous goods (UN Model Regulations), as declared and as descriptions name them."""

from quaywatch.cargo.terms import Term

_FIRST, _LAST = 4, 3560
"""Numbers 0004 to 3560 are given out (UN Model Regulations, 23rd revised edition)."""

_NAMED = r"(?i)\b(?:UN|ONU|VN|UNNO|UN\s*NO|UN\s*NR|UN-NO|UNDG)[\s.:#-]*(\d{4})\b"
_SPOKEN = (
    r"(?i)\b(?:IMDG|IMO\s+CLASS|IMO\s+CL|HAZARD\s+CLASS|DANGEROUS\s+GOODS|HAZARDOUS\s+(?:GOODS|CARGO)"
    r"|DANGEROUS\s+CARGO|(?:IMO\s+)?CLASS\s+[1-9]\.\d|MARCHANDISES?\s+DANGEREUSES?"
    r"|MATI[EÈ]RES?\s+DANGEREUSES?|GEVAARLIJKE\s+(?:GOEDEREN|STOFFEN)"
    r"|(?:MERCANC[IÍ]AS?|CARGA)\s+PELIGROSAS?|MERCADORIAS?\s+PERIGOSAS?|CARGA\s+PERIGOSA"
    r"|GEFAHRGUT|GEF[AÄ]HRLICHE\s+G[UÜ]TER)\b"
)
_DENIED = (
    r"(?i)\b(?:NON|NOT|NO|NICHT|KEIN|GEEN|NIET|NÃO|NAO|PAS|WITHOUT|SIN|SANS|SEM|OHNE)\b[\s-]*"
    r"(?:DE\s+|ES\s+|A\s+|AN?\s+|ALS\s+|CONSIDERED\s+)?"
    r"(?:IMDG|IMO|HAZARD|DANGER|GEVAAR|MERCANC|MERCADOR|CARGA|MARCHAND|MATI|GEF)"
)


def bare(number: Term) -> Term:
    """Return the four digits of a number as written, such as `UN 1263`."""
    return number.text.extract(r"(?i)^\s*(?:UN)?[\s.-]*(\d{4})\s*$")


def exists(number: Term) -> Term:
    """Whether a number as written lies where numbers are given out."""
    return bare(number).text.digits_as_number().is_between(_FIRST, _LAST).fill_null(value=False)


def named_in(description: Term) -> Term:
    """Return the number that a description names, null when it names none."""
    return description.text.extract(_NAMED)


def spoken_of(description: Term) -> Term:
    """Whether a description names a number of dangerous goods, or says that they are such."""
    said = description.text.contains(_SPOKEN) & ~description.text.contains(_DENIED)
    return description.text.contains(_NAMED) | said
