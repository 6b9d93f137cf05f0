"""What would bring a consignment below the line of selection, were it otherwise.

Only facts that can be otherwise and that an officer can verify are tried, and what they would
change is worked out by assessing the changed consignment itself. The answer is for officers alone:
to whoever files it would be a recipe.
"""

from quaywatch.risk.counterfactual.alternatives import alternatives
from quaywatch.risk.counterfactual.assessing import assessor
from quaywatch.risk.counterfactual.case import Alternative, Case, Change
from quaywatch.risk.counterfactual.search import MOST_TRIED, Assessor, Otherwise, WhatIf, what_if
from quaywatch.risk.counterfactual.wording import text

__all__ = [
    "MOST_TRIED",
    "Alternative",
    "Assessor",
    "Case",
    "Change",
    "Otherwise",
    "WhatIf",
    "alternatives",
    "assessor",
    "text",
    "what_if",
]
