"""FollowTutorial: the first function, step by step, in the runtime that the asker chooses."""

from dataclasses import replace

from fulfillment.conversation.answering import explain, questions, refused
from fulfillment.conversation.choosing import Answer, choose
from fulfillment.conversation.reply import Choice, Reply
from fulfillment.conversation.turn import Turn
from fulfillment.knowledge.entry import Entry
from fulfillment.rendering.rich import code_block, with_runtime

TUTORIAL = ("lambda", "tutorial")
FIRST_RUNTIME = "python"
MOVES = {"next": 1, "back": -1}


def follow_tutorial(turn: Turn) -> Reply:
    facts = turn.library.pairs.get(TUTORIAL)
    if facts is None:
        return refused(turn)
    if _asks_what_to_learn(turn):
        return explain(turn)
    entry = turn.library.entry(facts.id)
    step, runtime = _place(turn, entry)
    return _finished(turn, entry) if step > len(entry.steps) else _shown(turn, entry, step, runtime)


def _asks_what_to_learn(turn: Turn) -> bool:
    """Whether "next step" is said outside the tutorial, where it is a question that an entry answers."""
    in_tutorial = turn.context.step or turn.context.paused
    return bool(turn.event.slot("Move")) and not in_tutorial and isinstance(choose(turn.hits), Answer)


def _place(turn: Turn, entry: Entry) -> tuple[int, str]:
    """The step to show, from 1, and the runtime to show it in."""
    context, move = turn.context, turn.event.slot("Move")
    chosen = turn.event.slot("Runtime")
    runtime = _runtime(entry, chosen, context.runtime)
    last = min(context.step or context.paused, len(entry.steps))
    if not last or not (move or chosen):
        return 1, runtime
    returns = context.paused and move == "back"
    return last if returns else max(1, last + MOVES.get(move, 0)), runtime


def _runtime(entry: Entry, *wanted: str) -> str:
    """The first of the wanted runtimes that the tutorial has code for."""
    return next((runtime for runtime in wanted if runtime in entry.code), FIRST_RUNTIME)


def _shown(turn: Turn, entry: Entry, number: int, runtime: str) -> Reply:
    step, code = entry.steps[number - 1], entry.code[runtime]
    name = f"{code.label} {code.version}"
    shown = replace(step, text=with_runtime(step.text, name), spoken=step.spoken.replace("{runtime}", name))
    others = [Choice(wish=f"runtime-{other}") for other in entry.code if other != runtime] if step.shows_code else []
    back = [Choice(wish="back")] if number > 1 else []
    return turn.reply(
        "tutorial",
        "dialog" if turn.context.step or turn.context.paused else "answered",
        context=replace(turn.context.about(entry.id, entry.facts.concept).at_step(number), runtime=runtime),
        values={
            "step": shown,
            "number": number,
            "count": len(entry.steps),
            "code": code_block(code, runtime) if step.shows_code else None,
        },
        choices=(Choice(wish="next"), *back, Choice(wish="stop"), *others),
        entry_id=entry.id,
    )


def _finished(turn: Turn, entry: Entry) -> Reply:
    onward = ("next-steps", *entry.facts.related)
    context = turn.context.about(entry.id, entry.facts.concept).at_step(0)
    return turn.reply("tutorial_done", context=context, choices=questions(turn, onward)[:4], entry_id=entry.id)


def step_again(turn: Turn) -> Reply:
    """The step shown last once more."""
    facts = turn.library.pairs.get(TUTORIAL)
    if facts is None:
        return refused(turn)
    entry = turn.library.entry(facts.id)
    return _shown(turn, entry, min(turn.context.step, len(entry.steps)), _runtime(entry, turn.context.runtime))
