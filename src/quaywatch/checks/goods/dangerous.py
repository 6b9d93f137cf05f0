"""Numbers of dangerous goods (UN Model Regulations), as declared and as descriptions name them."""

import polars as pl

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


def bare(number: pl.Expr) -> pl.Expr:
    """Return the four digits of a number as written, such as `UN 1263`."""
    return number.str.extract(r"(?i)^\s*(?:UN)?[\s.-]*(\d{4})\s*$")


def exists(number: pl.Expr) -> pl.Expr:
    """Whether a number as written lies where numbers are given out."""
    return (
        bare(number).cast(pl.Int32, strict=False).is_between(_FIRST, _LAST).fill_null(value=False)
    )


def named_in(description: pl.Expr) -> pl.Expr:
    """Return the number that a description names, null when it names none."""
    return description.str.extract(_NAMED)


def spoken_of(description: pl.Expr) -> pl.Expr:
    """Whether a description names a number of dangerous goods, or says that they are such."""
    said = description.str.contains(_SPOKEN) & ~description.str.contains(_DENIED)
    return description.str.contains(_NAMED) | said
