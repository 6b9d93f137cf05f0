"""What would change a box's selection, with its texts in a language."""

from quaywatch.api.otherwise_shapes import OtherwiseShape, SelectionShape
from quaywatch.api.schemas import Language
from quaywatch.node.otherwise import Change, Question
from quaywatch.risk.counterfactual import text


def shape(question: Question, language: Language) -> SelectionShape:
    """Return the answer with its texts."""
    nearest = question.nearest
    return SelectionShape(
        probability=question.probability,
        line=question.line,
        planned=question.planned,
        below=[_otherwise(each, language) for each in question.below],
        nearest=None if nearest is None else _otherwise(nearest, language),
        tried=question.tried,
    )


def _otherwise(each: Change, language: Language) -> OtherwiseShape:
    changes = each.otherwise.changes
    return OtherwiseShape(
        texts=[text(change, language) for change in changes],
        fields=[field for change in changes for field in change.fields],
        probability=each.probability,
    )
