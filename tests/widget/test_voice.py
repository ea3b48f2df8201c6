"""Asking aloud: Chromium's fake microphone plays a tone of 440 Hz."""

import array
from itertools import pairwise

from playwright.sync_api import expect

from tests.widget.fake_api import FakeApi, problem
from tests.widget.widget_page import WidgetPage


def record(widget: WidgetPage) -> None:
    widget.button("Ask by voice").click()
    expect(widget.page.locator(".recording")).to_contain_text("Recording… 14 s left")
    widget.button("Stop and send the recording").click()


def crossings_per_second(pcm: bytes) -> float:
    """How often the wave changes its sign; twice its frequency."""
    samples = array.array("h", pcm)
    signs = [sample > 0 for sample in samples]
    return sum(one != two for one, two in pairwise(signs)) / (len(samples) / 16_000)


def test_speech_is_sent_as_16_khz_and_the_answer_can_be_heard(widget: WidgetPage, api: FakeApi) -> None:
    widget.opened()
    record(widget)
    expect(widget.questions.last).to_have_text("람다가 뭐야")
    expect(widget.replies.last).to_contain_text("I heard you.")
    assert 0.5 < len(api.heard[0]) / 32_000 < 4
    assert 700 < crossings_per_second(api.heard[0]) < 1000
    widget.button("Listen to the answer").click()
    widget.button("Stop listening").click()
    expect(widget.button("Listen to the answer")).to_be_visible()


def test_escape_cancels_a_recording_and_leaves_the_chat_open(widget: WidgetPage, api: FakeApi) -> None:
    widget.opened()
    widget.button("Ask by voice").click()
    expect(widget.page.locator(".recording")).to_be_visible()
    widget.page.keyboard.press("Escape")
    expect(widget.page.locator(".recording")).to_be_hidden()
    expect(widget.panel).to_be_visible()
    assert api.heard == []


def test_no_microphone_is_offered_where_the_bot_is_deaf(widget: WidgetPage, api: FakeApi) -> None:
    api.voice = False
    widget.opened()
    expect(widget.button("Ask by voice")).to_be_hidden()


def test_no_microphone_is_offered_where_the_browser_has_none(widget: WidgetPage) -> None:
    widget.page.add_init_script("delete window.AudioWorkletNode")
    widget.opened()
    expect(widget.button("Ask by voice")).to_be_hidden()


def test_a_bot_that_turns_out_to_be_deaf_says_so_once(widget: WidgetPage, api: FakeApi) -> None:
    widget.opened()
    api.troubles.append(problem("501 Not Implemented", "voice-unavailable"))
    record(widget)
    expect(widget.trouble).to_contain_text("This bot does not understand speech.")
    expect(widget.button("Ask by voice")).to_be_hidden()


def test_a_refused_microphone_is_explained(widget: WidgetPage) -> None:
    refuse = "navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('no', 'NotAllowedError'))"
    widget.page.add_init_script(refuse)
    widget.opened()
    widget.button("Ask by voice").click()
    expect(widget.notice).to_contain_text("The microphone could not be used.")
