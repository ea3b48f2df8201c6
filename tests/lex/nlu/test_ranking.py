"""The place of FallbackIntent among the interpretations (spec 3.6)."""

from bot.lex.nlu.ranking import rank


def names(*args: object, **kwargs: object) -> list[str]:
    return [place.intent for place in rank(*args, **kwargs)]  # type: ignore[arg-type]


def test_fallback_is_first_when_all_scores_are_below_the_threshold() -> None:
    assert names({"A": 0.39, "B": 0.2}, {}, 0.0, 0.4, "F") == ["F", "A", "B"]


def test_fallback_is_first_when_its_hidden_score_is_highest_though_others_pass_the_threshold() -> None:
    assert names({"A": 0.45, "B": 0.42}, {}, 0.95, 0.4, "F") == ["F", "A", "B"]


def test_fallback_stands_between_a_sure_intent_and_an_unlikely_one() -> None:
    assert names({"A": 0.5, "B": 0.3}, {"A": 1.0}, 0.1, 0.4, "F")[:2] == ["A", "F"]


def test_four_better_alternatives_fill_the_list() -> None:
    assert names(dict.fromkeys("ABCDE", 0.9), {}, 0.0, 0.4, "F") == ["A", "B", "C", "D", "E"]


def test_an_intent_without_a_chance_is_not_listed() -> None:
    assert names({"A": 0.8, "B": 0.01}, {}, 0.0, 0.4, "F") == ["A", "F"]


def test_a_locale_without_fallback_lists_intents_alone() -> None:
    assert names({"A": 0.3}, {}, 0.5, 0.4, None) == ["A"]


def test_of_two_intents_with_the_same_utterance_the_likelier_is_first() -> None:
    assert names({"A": 0.2, "B": 0.7}, {"A": 1.0, "B": 1.0}, 0.0, 0.4, "F")[0] == "B"
