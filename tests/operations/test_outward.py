"""Nothing is sent into our own networks, whatever an address calls itself, and redirects lead nowhere."""

from ipaddress import ip_address, ip_network

import pytest

from sla.operations import outward
from sla.operations.outward import is_address, may_reach, post
from tests.operations.receiver import listening

HERE = (ip_network("127.0.0.0/8"),)
CLOSED = (
    "127.0.0.1 10.1.2.3 172.16.0.1 192.168.1.1 169.254.169.254 100.64.0.1 0.0.0.0 255.255.255.255 224.0.0.1 ::1 :: "
    "fe80::1 fc00::1 ff02::1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 64:ff9b::7f00:1 64:ff9b:1::1 2002:7f00:1:: 2001:0:1::1"
)


@pytest.mark.parametrize("address", CLOSED.split())
def test_what_is_not_public_is_not_reached(address: str) -> None:
    assert not may_reach(ip_address(address), ())


def test_what_is_public_or_let_in_is() -> None:
    assert may_reach(ip_address("93.184.215.14"), ())
    assert may_reach(ip_address("2606:2800:21f:cb07:6820:80da:af6b:8b2c"), ())
    assert may_reach(ip_address("::ffff:127.0.0.1"), HERE)
    assert not may_reach(ip_address("10.0.0.1"), HERE)


@pytest.mark.parametrize(
    "url",
    [
        "http://example.com",
        "ftp://example.com",
        "https://",
        "https://me:secret@example.com",
        "https://example.com/#part",
        "https://example.com:99999",
        "https://exa mple.com",
        "https://example.com/" + "x" * 500,
        "https://[::1",
        "example.com",
    ],
)
def test_what_is_no_address_is_none(url: str) -> None:
    assert not is_address(url, ())
    assert post(url, b"", {}, ()).status is None


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "2130706433", "0x7f.1"])
def test_loopback_is_not_reached_by_any_of_its_names(host: str) -> None:
    with listening() as receiver:
        port = receiver.url.partition("//")[2].partition("/")[0].rpartition(":")[2]
        outcome = post(f"https://{host}:{port}/", b"{}", {}, ())
        assert outcome.status is None
        assert receiver.came == []


def test_a_name_with_one_address_inside_is_not_reached(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [ip_address("93.184.215.14"), ip_address("10.0.0.1")]
    monkeypatch.setattr(outward, "_addresses", lambda *_: iter(found))
    assert "may not be reached" in post("https://both.example", b"", {}, ()).says


def test_without_encryption_only_our_own_networks_are_reached(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outward, "_addresses", lambda *_: iter([ip_address("93.184.215.14")]))
    assert "only https" in post("http://public.example", b"", {}, HERE).says


def test_where_it_is_let_in_it_arrives_and_a_redirect_is_not_followed() -> None:
    with listening() as receiver:
        receiver.answers = [307]
        outcome = post(receiver.url, b"{}", {"X-Mine": "1"}, HERE)
        assert (outcome.status, outcome.good) == (307, False)
        [(headers, body)] = receiver.came
        assert (headers["x-mine"], headers["host"], body) == ("1", receiver.url.split("/")[2], b"{}")
    assert post(receiver.url, b"{}", {}, HERE).says.startswith("no answer")
