"""One turn of a conversation: what was said, what is remembered, what is known."""

from dataclasses import dataclass, replace
from functools import cached_property

from fulfillment.conversation.back_reference import refers_back
from fulfillment.conversation.context import Context
from fulfillment.conversation.reply import Choice, Outcome, Reply
from fulfillment.knowledge.library import Library
from fulfillment.knowledge.ranking import Asked, Hit
from fulfillment.lex.event import CodeHookEvent
from fulfillment.lex.response import Close, DialogAction


@dataclass(frozen=True)
class Turn:
    event: CodeHookEvent
    context: Context
    library: Library

    @property
    def said(self) -> str:
        return self.event.transcript

    @cached_property
    def hits(self) -> list[Hit]:
        """What the search finds for the words as they were said."""
        return self.library.search(self.said)

    @property
    def is_known_question(self) -> bool:
        """Whether an entry lists these very words as a way to ask."""
        return bool(self.hits) and self.hits[0].exact

    @cached_property
    def hits_in_context(self) -> list[Hit]:
        """What the search finds if "it" stands for what the conversation is about; empty if nothing refers back."""
        concept = self.library.snapshot.glossary.concepts.get(self.context.concept)
        if concept is None or self.asked.concepts or self.is_known_question or not refers_back(self.said):
            return []
        return self.library.search(f"{concept.name} {self.said}")

    @cached_property
    def asked(self) -> Asked:
        return self.library.asked(self.said)

    def reply(
        self,
        view: str,
        outcome: Outcome = "dialog",
        *,
        context: Context | None = None,
        values: dict[str, object] | None = None,
        choices: tuple[Choice, ...] = (),
        entry_id: str = "",
        action: DialogAction | None = None,
    ) -> Reply:
        """A reply that remembers which intent spoke."""
        remembered = replace(context or self.context, intent=self.event.intent_name)
        return Reply(view, outcome, remembered, values or {}, choices, entry_id, action or Close())
