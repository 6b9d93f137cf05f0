"""What the trees see of a consignment: one row of numbers, categories and what spoke up.

The same row comes out for one consignment as for a hundred thousand. It is made of what was known
when it was made and nothing else, so that a row kept from the day of an inspection can be learned
from years later.
"""

from quaywatch.risk.inputs.declared import CATEGORIES, DECLARED, FIELDS, PAST, SPOKE
from quaywatch.risk.inputs.table import inputs, told

__all__ = ["CATEGORIES", "DECLARED", "FIELDS", "PAST", "SPOKE", "inputs", "told"]
