"""Serving until a signal, and the pytest plugin that other projects use."""

import json
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Callable
from pathlib import Path

from bot.lex.conversation import Conversation
from bot.lex.runtime import Runtime
from tests.definitions.exports import LUNCH_TRUCK
from tests.lex import lunch_hook
from tests.lex.exact_interpreter import ExactInterpreter

pytest_plugins = ["bot.lex.pytest_plugin"]

ROOT = Path(__file__).parent.parent.parent

PROGRAM = """
import sys
from pathlib import Path
from bot.lex.open import open_runtime
from bot.lex.serve import serve_until_stopped
from tests.lex.exact_interpreter import ExactInterpreter
runtime = open_runtime(sys.argv[1], handler="tests.lex.lunch_hook:answer", open_interpreter=ExactInterpreter)
announce = lambda found: print(found["lexEndpoint"], flush=True)
serve_until_stopped(runtime, ready_file=Path(sys.argv[2]), announce=announce)
print("stopped")
"""


def test_serving_tells_where_and_stops_at_a_signal(tmp_path: Path) -> None:
    ready = tmp_path / "ready.json"
    command = [sys.executable, "-c", PROGRAM, str(LUNCH_TRUCK), str(ready)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    endpoint = process.stdout.readline().strip()
    found = json.loads(ready.read_text())
    assert found["lexEndpoint"] == endpoint
    assert (found["botId"], found["botAliasId"], found["locales"]) == ("LUNCHTRUCK", "TSTALIASID", ["en_US", "ko_KR"])
    with urllib.request.urlopen(found["adminUrl"]) as page:
        assert "LunchTruck" in page.read().decode()
    process.send_signal(signal.SIGTERM)
    output, _ = process.communicate(timeout=20)
    assert output.split() == ["stopped"]
    assert process.returncode == 0
    assert not ready.exists()


def test_the_plugin_opens_a_bot_and_talks_to_it(
    lex_bot: Callable[..., Runtime], conversation: Callable[..., Conversation]
) -> None:
    runtime = lex_bot(LUNCH_TRUCK, handler=lunch_hook.answer, open_interpreter=ExactInterpreter)
    talk = conversation(runtime, "en_US")
    reply = talk.say("i want broth")
    assert (reply.intent, reply.slot("Dish"), reply.waits_for) == ("OrderLunch", "soup", "ElicitSlot Sides")
    assert (reply.texts[-1], reply.confidence, reply.intent_state) == ("Any sides?", 1.0, "InProgress")
    assert reply.attributes["calls"] == "Start"
    assert len(talk.trace()) == 1
    assert conversation(runtime, "en_US").say("where is my lunch").intent == "FallbackIntent"
