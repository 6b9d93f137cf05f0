"""What may go to whom: decided by the owner's policy each time something is about to go.

`Policy.share` is the one gate: it says which parts of a notice a partner may have, for which
purposes, and by which rules; `reduced` makes the copy that goes.
"""

from quaywatch.alliance.policy.categories import Category, categories, reduced
from quaywatch.alliance.policy.gate import BadPolicy, Decision, Policy, Shared, schema_text
from quaywatch.alliance.policy.partner import Partner
from quaywatch.alliance.policy.trials import Trial, trials, tried

__all__ = [
    "BadPolicy",
    "Category",
    "Decision",
    "Partner",
    "Policy",
    "Shared",
    "Trial",
    "categories",
    "reduced",
    "schema_text",
    "trials",
    "tried",
]
