"""The messages of the older entry summary declaration system, by the name of their root."""

from quaywatch.cargo.filing import FilingFunction

DECLARATIONS = {"CC315A": FilingFunction.ORIGINAL, "CC313A": FilingFunction.AMENDMENT}
"""What a carrier lodges."""
ANSWERS = {
    "CC304A": "amendment accepted",
    "CC305A": "amendment rejected",
    "CC316A": "declaration rejected",
    "CC328A": "declaration accepted",
    "CC351A": "advanced intervention",
}
"""What customs answers."""
REQUESTS = {"CC323A": "diversion requested"}
"""What a carrier asks on the way."""
NAMES = (*DECLARATIONS, *ANSWERS, *REQUESTS)
NAMESPACE = "http://ics.dgtaxud.ec/"
"""The namespace of a message is this and its name."""
