"""A rule file that cannot be used, and why."""

from quaywatch.cargo import Problem


class RuleError(ValueError):
    """Raised when files of a rule book are wrong; `problems` lists every defect found."""

    def __init__(self, problems: list[tuple[str, Problem]]) -> None:
        self.problems = problems
        super().__init__("\n".join(f"{name}: {problem.message}" for name, problem in problems))
