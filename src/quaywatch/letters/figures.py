"""Figures as a language writes them."""


def decimal(written: str, language: str) -> str:
    """Return a number with its decimal mark: a point in English, a comma in the others."""
    return written if language == "en" else written.replace(".", ",")


def percent(share: float, language: str, *, digits: int = 1) -> str:
    """Return a share (0 to 1) in per cent."""
    written = decimal(f"{100 * share:.{digits}f}", language)
    return f"{written}%" if language == "en" else f"{written}\N{NO-BREAK SPACE}%"
