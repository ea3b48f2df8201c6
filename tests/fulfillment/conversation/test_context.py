"""What the bot remembers between two turns."""

import json

from hypothesis import given
from hypothesis import strategies as st

from fulfillment.conversation.context import ATTRIBUTE, MOST_STEPS, Context, read_context, write_context

names, steps = st.text(max_size=100), st.integers(0, MOST_STEPS)
contexts = st.builds(
    Context, entry=names, concept=names, intent=names, step=steps, paused=steps, runtime=names, topic=names
)


@given(contexts)
def test_what_is_written_is_read_again(context: Context) -> None:
    written = write_context(context)
    assert len(written) > 2_000 or read_context({ATTRIBUTE: written}) == context


@given(st.text() | st.none() | st.integers() | st.lists(st.text()))
def test_what_is_no_context_is_forgotten(value: object) -> None:
    assert read_context({ATTRIBUTE: value}) == Context()


@given(
    st.dictionaries(
        st.sampled_from(["entry", "concept", "intent", "step", "runtime", "topic", "other"]),
        st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.lists(st.text()),
    )
)
def test_what_fits_of_a_strangers_context_is_kept_and_nothing_else(raw: dict[str, object]) -> None:
    context = read_context({ATTRIBUTE: json.dumps(raw)})
    assert 0 <= context.step <= MOST_STEPS
    assert isinstance(context.entry, str)
    assert len(context.entry) <= 100


def test_nothing_remembered_takes_no_room() -> None:
    assert write_context(Context()) == "{}"


def test_an_answer_pauses_a_tutorial_and_keeps_its_runtime() -> None:
    after = Context(step=3, runtime="java").about("cold-start", "cold-start")
    assert after == Context(entry="cold-start", concept="cold-start", paused=3, runtime="java")
