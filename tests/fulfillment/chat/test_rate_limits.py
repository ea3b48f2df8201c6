"""Rates hold over all containers, say when to come back, and fail open."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from fulfillment.chat.problems import Refused
from fulfillment.chat.rate_limits import RateLimits, Rates, network
from fulfillment.knowledge.port import KnowledgeError
from tests.fulfillment.chat.client import SECRET, SETTINGS
from tests.fulfillment.chat.conftest import Opened


class CountersInMemory:
    def __init__(self) -> None:
        self.counts: dict[str, int] = {}

    def count(self, name: str, expires: int) -> int:
        self.counts[name] = self.counts.get(name, 0) + 1
        return self.counts[name]


class BrokenCounters:
    def count(self, name: str, expires: int) -> int:
        raise KnowledgeError("the table is gone")


def test_two_containers_share_the_rate_of_a_session(opened: Opened) -> None:
    settings = replace(SETTINGS, per_session=20, per_address=1000)
    containers = [opened.client(settings), opened.client(settings)]
    session = containers[0].session()
    with ThreadPoolExecutor(16) as threads:
        statuses = list(threads.map(lambda n: containers[n % 2].say(session, "hi").status, range(60)))
    # A window that ends during the test lets its share pass once more.
    assert statuses.count(200) in (20, 40)
    assert set(statuses) == {200, 429}


def test_the_rate_of_one_session_is_not_that_of_another(opened: Opened) -> None:
    client = opened.client(replace(SETTINGS, per_session=1))
    assert [client.say(client.session(), "hi").status for _ in range(5)] == [200] * 5


def test_an_address_has_a_rate_over_its_sessions(opened: Opened) -> None:
    client = opened.client(replace(SETTINGS, per_address=3))
    got = [client.ask("GET", "/config") for _ in range(8)][-1]
    assert got.code == "rate-limited"
    assert 1 <= int(got.headers["retry-after"]) <= 60
    assert got.headers["retry-after"] in got.json["detail"]
    client.source = "198.51.100.7"
    assert client.ask("GET", "/config").status == 200


def test_requests_pass_where_counters_fail_and_the_log_says_so(opened: Opened) -> None:
    client = opened.client(replace(SETTINGS, per_session=1), table="no-such-table")
    session = client.session()
    assert [client.say(session, "hi").status for _ in range(3)] == [200] * 3
    assert "no-such-table" in str(opened.failures[-1])


def test_a_broken_counter_is_told_of() -> None:
    failures: list[Exception] = []
    RateLimits(BrokenCounters(), Rates(1, 1), SECRET, failures.append).count_session("web-x")
    assert len(failures) == 1


def test_the_next_window_begins_anew() -> None:
    now = [59.0]
    limits = RateLimits(CountersInMemory(), Rates(1, 1), SECRET, print, lambda: now[0])
    limits.count_session("web-x")
    with pytest.raises(Refused) as refused:
        limits.count_session("web-x")
    assert refused.value.headers == {"Retry-After": "1"}
    now[0] = 60.0
    limits.count_session("web-x")


def test_no_address_is_written_down() -> None:
    counters = CountersInMemory()
    RateLimits(counters, Rates(1, 1), SECRET, print).count_address("192.0.2.1")
    assert "192.0.2.1" not in repr(counters.counts)


def test_a_household_counts_as_one() -> None:
    assert network("2001:db8:1:2:aaaa::1") == network("2001:db8:1:2::2") != network("2001:db8:1:3::2")
    assert network("192.0.2.1") != network("192.0.2.2")
    assert network("a socket") == "a socket"
