"""Greetings, thanks, help and farewells."""

from fulfillment.conversation.answering import questions
from fulfillment.conversation.context import Context
from fulfillment.conversation.reply import Choice, Reply
from fulfillment.conversation.turn import Turn

FIRST_QUESTIONS = ("what-is-serverless", "what-is-lambda", "hello-world-tutorial")


def greet(turn: Turn) -> Reply:
    return turn.reply("greet", choices=_beginnings(turn))


def help_(turn: Turn) -> Reply:
    return turn.reply("help", choices=_beginnings(turn))


def thank(turn: Turn) -> Reply:
    return turn.reply("thank", choices=(Choice(wish="topics"),))


def start_over(turn: Turn) -> Reply:
    """Forget everything and greet anew."""
    return turn.reply("start_over", context=Context(), choices=_beginnings(turn))


def stop(turn: Turn) -> Reply:
    """Cancel and stop: out of the tutorial if in it, else goodbye."""
    view = "tutorial_left" if turn.context.step else "goodbye"
    return turn.reply(view, context=turn.context.at_step(0), choices=(Choice(wish="topics"),))


def _beginnings(turn: Turn) -> tuple[Choice, ...]:
    return (*questions(turn, FIRST_QUESTIONS), Choice(wish="topics"))
