"""Conditional branches: which one is taken (guide "paths-branching")."""

import warnings
from collections.abc import Iterator
from dataclasses import dataclass

from bot.lex.conditions import ConditionError, evaluate
from bot.lex.dialog.stages import Json, Move, Step, branch_stage, is_on
from bot.lex.dialog.turn import Turn
from bot.lex.errors import FidelityWarning
from bot.lex.references import References, fill_text


@dataclass(frozen=True)
class _Evaluation:
    """A branch whose condition was looked at."""

    name: str
    expression: str
    holds: bool
    branch: Json


def is_active(conditional: Json | None) -> bool:
    """Whether a stage has branches to evaluate."""
    return bool(conditional) and is_on(conditional or {}, "isActive")


def evaluate_conditional(turn: Turn, step: Step) -> Move:
    """Enter the first branch whose condition holds, else the default branch, else take the stage's default step."""
    conditional = step.stage.conditional
    if not conditional or not is_active(conditional):
        return Step(step.stage.default, step.stage)
    references = turn.references
    evaluations = list(_evaluations(conditional, references))
    results = [_logged(evaluation, references) for evaluation in evaluations]
    turn.log_step(f"{step.stage.label}/Conditional", conditionalEvaluationResult=results)
    return branch_stage(step.stage, *_chosen(conditional, evaluations))


def choose_branch(conditional: Json, references: References) -> tuple[str, Json]:
    """The name and the settings of the branch to take."""
    return _chosen(conditional, list(_evaluations(conditional, references)))


def _evaluations(conditional: Json, references: References) -> Iterator[_Evaluation]:
    """The branches in their order, up to the first that holds."""
    for branch in conditional.get("conditionalBranches") or []:
        expression = str((branch.get("condition") or {}).get("expressionString") or "")
        found = _Evaluation(str(branch.get("name") or "branch"), expression, _holds(expression, references), branch)
        yield found
        if found.holds:
            return


def _chosen(conditional: Json, evaluations: list[_Evaluation]) -> tuple[str, Json]:
    if evaluations and evaluations[-1].holds:
        return evaluations[-1].name, evaluations[-1].branch
    return "DefaultBranch", conditional.get("defaultBranch") or {}


def _holds(expression: str, references: References) -> bool:
    try:
        return evaluate(expression, references)
    except ConditionError as error:
        warnings.warn(f"the condition counts as false: {error}", FidelityWarning, stacklevel=2)
        return False


def _logged(evaluation: _Evaluation, references: References) -> Json:
    return {
        "conditionalBranchName": evaluation.name,
        "expressionString": evaluation.expression,
        "evaluatedExpression": fill_text(evaluation.expression, references),
        "evaluationResult": str(evaluation.holds).lower(),
    }
