"""What is declared of a model before it is trained: columns, signs, sizes. Nothing is searched."""

import msgspec


class Number(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A numeric column."""

    name: str
    monotone: int = 0
    """1 where more of it may only raise the risk, -1 where it may only lower it."""
    reason: str = ""
    """The code under which its contribution is told; by default the name."""


class Category(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A column of texts, or of lists of texts, one for each goods item say.

    The trees see how often a value led to a find and how often it was seen at all; of several
    values the riskiest, the mean, and the count of the rarest.
    """

    name: str
    monotone: int = 0
    """1 where a riskier past may only raise the risk."""
    reason: str = ""


class Factor(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A column of texts, or of lists of texts, each value of which moves the start by one figure.

    A figure is drawn towards nought as if it came from a normal distribution around it, so that
    few outcomes move it little: a value seen for the first time moves nothing.
    """

    name: str
    spread: float
    """Standard deviation of the figures, in log-odds, before anything is known."""
    reason: str = ""


class Start(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A column of log-odds from which the model starts, such as those of another model."""

    name: str
    nothing: float
    """What the column says of a row of which nothing is known."""


class Trees(msgspec.Struct, frozen=True, kw_only=True):
    """Size and shape of the boosted trees."""

    rounds: int = 300
    leaves: int = 15
    learning_rate: float = 0.03
    smallest_leaf: int = 10
    column_share: float = 0.4
    row_share: float = 0.8
    ridge: float = 5.0
    random_splits: bool = False
    """Draw one split point a column instead of searching the best (extremely randomised)."""
    members: int = 3
    """Boosters, alike but for their seed, whose log-odds are averaged."""


class Form(msgspec.Struct, frozen=True, kw_only=True):
    """What one learner sees, where it starts, and the size of its trees."""

    numbers: tuple[Number, ...] = ()
    categories: tuple[Category, ...] = ()
    start: Start | None = None
    factors: tuple[Factor, ...] = ()
    trees: Trees = Trees()

    @property
    def used(self) -> tuple[str, ...]:
        """Names of all columns that the learner uses."""
        told = (*self.numbers, *self.categories, *self.factors)
        start = () if self.start is None else (self.start.name,)
        return tuple(dict.fromkeys((*start, *(c.name for c in told))))


class Spec(Form, frozen=True, kw_only=True):
    """A model as declared. The same spec, data and seed give the same file, byte for byte."""

    beside: tuple[Form, ...] = ()
    """Other forms that learn from the same rows; the model says the mean of the log-odds of all.

    Learners that err in different ways err less together than the best of them alone."""
    shrinkage: float = 8.0
    """Observations at the base rate that are added to those of each value of a category."""
    folds: int = 5
    """Folds in which a row's own outcome, and those of its group, are hidden from its encoding."""
    periods: int = 2
    """Later stretches of time on which models of the rows before them are judged."""
    first_share: float = 0.6
    """Share of the rows, earliest first, that precedes the first of these stretches."""
    largest_weight: float = 20.0
    """Where one over the chance of selection is clipped, in multiples of its median."""
    weighted: float = 1.0
    """How far learning follows the weights, as a power of them; calibration follows them fully.

    Weights that differ a hundredfold take away most of what few finds can tell (0: all count
    alike). What is learned from chosen rows holds for the others where the choice was made by
    what the columns say."""
    misses: float | None = None
    """Misses learned from for each find, drawn by lot, each in place of several; None: all.

    Where one row in a hundred is a find, the hundredth miss says next to nothing."""
    copies: float | None = None
    """Trees and factors see rows equal in every column used as one, of weight `count ** copies`;
    None: as many as they are. How often a value led to a find is counted over all of them."""
    seed: int = 0

    @property
    def forms(self) -> tuple[Form, ...]:
        """The model's own form, and those beside it."""
        return (self, *self.beside)

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of all columns that the model uses."""
        return tuple(dict.fromkeys(name for form in self.forms for name in form.used))

    @property
    def every_number(self) -> tuple[Number, ...]:
        """The numbers of all forms, each name once."""
        named = {c.name: c for form in reversed(self.forms) for c in reversed(form.numbers)}
        return tuple(reversed(named.values()))

    @property
    def every_category(self) -> tuple[Category, ...]:
        """The categories of all forms, each name once."""
        named = {c.name: c for form in reversed(self.forms) for c in reversed(form.categories)}
        return tuple(reversed(named.values()))
