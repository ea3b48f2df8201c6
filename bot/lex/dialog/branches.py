"""Conditional branches: which one is taken (guide "paths-branching")."""

import warnings

from bot.lex.conditions import ConditionError, evaluate
from bot.lex.dialog.stages import Json, Move, Step, branch_stage, is_on
from bot.lex.dialog.turn import Turn
from bot.lex.references import References


def is_active(conditional: Json | None) -> bool:
    """Whether a stage has branches to evaluate."""
    return bool(conditional) and is_on(conditional or {}, "isActive")


def evaluate_conditional(turn: Turn, step: Step) -> Move:
    """Enter the first branch whose condition holds, else the default branch, else take the stage's default step."""
    conditional = step.stage.conditional
    if not conditional or not is_active(conditional):
        return Step(step.stage.default, step.stage)
    name, branch = choose_branch(conditional, turn.references)
    turn.log_step(f"{step.stage.label}/Conditional", conditionalEvaluationResult=[{"conditionalBranchName": name}])
    return branch_stage(step.stage, name, branch)


def choose_branch(conditional: Json, references: References) -> tuple[str, Json]:
    """The name and the settings of the branch to take."""
    for branch in conditional.get("conditionalBranches") or []:
        if _holds((branch.get("condition") or {}).get("expressionString") or "", references):
            return str(branch.get("name") or "branch"), branch
    return "DefaultBranch", conditional.get("defaultBranch") or {}


def _holds(expression: str, references: References) -> bool:
    try:
        return evaluate(expression, references)
    except ConditionError as error:
        warnings.warn(f"the condition counts as false: {error}", stacklevel=2)
        return False
