"""The content of this repository."""

from collections import Counter
from datetime import date

import pytest

from bot.knowledge.check import FEWEST_PHRASINGS
from bot.knowledge.content import LOCALES, Content
from fulfillment.rendering.spoken import MOST_SENTENCES

FIXED = """what-is-serverless serverless-features auto-scaling cost-efficiency developer-productivity what-is-lambda
    lambda-handler lambda-event-source lambda-execution-environment lambda-runtimes how-lambda-works
    serverless-advantages serverless-disadvantages cold-start lambda-timeout debugging-serverless use-cases
    use-case-web-backend use-case-data-processing use-case-chatbot use-case-iot use-case-file-conversion
    hello-world-tutorial lambda-with-api-gateway lambda-with-s3 lambda-with-dynamodb lambda-with-sns lambda-with-sqs
    what-is-sam sam-vs-cloudformation infrastructure-as-code sam-local-testing lambda-memory lambda-pricing""".split()

every_locale = pytest.mark.parametrize("locale", LOCALES)


@every_locale
def test_has_every_entry_that_others_count_on(content: Content, locale: str) -> None:
    assert set(FIXED) <= {entry.id for entry in content.of(locale)}


@every_locale
def test_has_at_least_sixty_entries(content: Content, locale: str) -> None:
    assert len(content.of(locale)) >= 60


def test_has_the_same_entries_in_both_languages(content: Content) -> None:
    korean, english = ([entry.id for entry in content.of(locale)] for locale in LOCALES)
    assert korean == english


@every_locale
def test_knows_at_least_six_ways_to_ask_for_each(content: Content, locale: str) -> None:
    assert all(len(set(entry.phrasings)) >= FEWEST_PHRASINGS for entry in content.of(locale))


def test_knows_mixed_script_for_most(content: Content) -> None:
    mixed = [entry for entry in content.of("ko_KR") if any(_is_mixed(phrasing) for phrasing in entry.phrasings)]
    assert len(mixed) > len(content.of("ko_KR")) * 0.9


def _is_mixed(text: str) -> bool:
    return any(char.isascii() and char.isalpha() for char in text) and any("가" <= char <= "힣" for char in text)


def test_answers_korean_in_korean(content: Content) -> None:
    for entry in content.of("ko_KR"):
        for text in (entry.facts.question, entry.answer.text, entry.spoken):
            assert any("가" <= char <= "힣" for char in text), entry.id


def test_answers_english_without_korean(content: Content) -> None:
    for entry in content.of("en_US"):
        text = entry.answer.text + entry.spoken + entry.facts.question + (entry.details.text if entry.details else "")
        assert not any("가" <= char <= "힣" for char in text.replace("한국어", "")), entry.id


def test_speaks_in_two_sentences_at_most(content: Content) -> None:
    long = [
        entry.id for entry in content.entries if sum(entry.spoken.count(end) for end in (". ", "? ")) >= MOST_SENTENCES
    ]
    assert not long


def test_tells_more_about_every_entry(content: Content) -> None:
    assert not [entry.id for entry in content.entries if entry.details is None]


def test_says_where_its_facts_come_from_and_since_when(content: Content) -> None:
    assert not [entry.id for entry in content.entries if date.fromisoformat(entry.updated) < date(2026, 1, 1)]
    figures = {"lambda-timeout", "lambda-memory", "lambda-pricing", "lambda-runtimes", "free-tier"}
    assert not [entry.id for entry in content.entries if entry.id in figures and not entry.sources]


def test_leads_on_from_every_entry_but_never_to_itself(content: Content) -> None:
    for entry in content.entries:
        assert entry.facts.related, entry.id
        assert entry.id not in entry.facts.related


@every_locale
def test_defines_every_concept_that_an_entry_is_about(content: Content, locale: str) -> None:
    asked = {concept for entry in content.of(locale) for concept, _ in entry.facts.pairs}
    assert asked == set(content.glossaries[locale].concepts)


@every_locale
def test_calls_no_two_concepts_by_the_same_name(content: Content, locale: str) -> None:
    concepts = content.glossaries[locale].concepts.values()
    used = Counter(name for term in concepts for name in {name.casefold().replace(" ", "") for name in term.names})
    assert not [name for name, times in used.items() if times > 1]


@every_locale
def test_refuses_nothing_that_it_answers(content: Content, locale: str) -> None:
    ways = {way.casefold() for entry in content.of(locale) for way in (entry.facts.question, *entry.phrasings)}
    assert not ways & {question.casefold() for question in content.out_of_scope[locale]}
