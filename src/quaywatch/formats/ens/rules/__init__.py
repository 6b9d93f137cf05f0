"""The published rules on entry summary declarations, declared in a notation that people read."""

from quaywatch.formats.ens.rules.book import every_rule, rules
from quaywatch.formats.ens.rules.compiled import Breach, checks
from quaywatch.formats.ens.rules.rule import LANGUAGES, Edition, Rule

__all__ = ["LANGUAGES", "Breach", "Edition", "Rule", "checks", "every_rule", "rules"]
