"""What the values of filters are called."""

from quaywatch import checks
from quaywatch.api.schemas import Language
from quaywatch.cargo import Finding, Severity, Subject
from quaywatch.cargo.identifiers import unlocode


def label(filtered: str, value: str, language: Language) -> str:
    """Return the name of one value of a filter, in a language where there is one."""
    if filtered == "port_of_loading":
        name = unlocode.name(value)
        return f"{name} ({value})" if name else value
    if filtered == "finding":
        # Without values the sentence speaks of the check itself.
        said = Finding(code=value, severity=Severity.INFO, subject=Subject.CONSIGNMENT)
        return checks.text(said, language)
    return value
