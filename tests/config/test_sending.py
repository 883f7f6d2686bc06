"""Where mail goes, and what webhooks may reach."""

from ipaddress import ip_network

import pytest

from sla.config import Config, Misconfigured


def test_without_settings_there_is_no_mail_and_nothing_inside_is_reached() -> None:
    config = Config.from_environment({})
    assert (config.mail, config.inside) == (None, ())


def test_a_server_a_sender_and_a_password() -> None:
    said = {"SLA_MAIL": "smtp://us%40x@mail.example:587", "SLA_MAIL_FROM": "a@x.example", "SLA_MAIL_PASSWORD": "quiet"}
    mail = Config.from_environment(said).mail
    assert mail
    assert (mail.host, mail.port, mail.user, mail.password) == ("mail.example", 587, "us@x", "quiet")
    assert not mail.encrypted
    assert "quiet" not in repr(mail)
    mail = Config.from_environment({"SLA_MAIL": "smtps://mail.example", "SLA_MAIL_FROM": "a@x.example"}).mail
    assert mail
    assert (mail.port, mail.encrypted) == (465, True)


@pytest.mark.parametrize(
    "url", ["", "mail.example", "http://mail.example", "smtp://u:p@mail.example", "smtp://x:99999"]
)
def test_what_is_no_server_is_refused(url: str) -> None:
    with pytest.raises(Misconfigured, match="SLA_MAIL "):
        Config.from_environment({"SLA_MAIL": url, "SLA_MAIL_FROM": "a@x.example"})


def test_mail_comes_from_somebody() -> None:
    with pytest.raises(Misconfigured, match="SLA_MAIL_FROM"):
        Config.from_environment({"SLA_MAIL": "smtp://mail.example"})


def test_networks_of_our_own() -> None:
    assert Config.from_environment({"SLA_WEBHOOKS_INSIDE": "10.0.0.0/8, ::1"}).inside == (
        ip_network("10.0.0.0/8"),
        ip_network("::1"),
    )
    with pytest.raises(Misconfigured, match="SLA_WEBHOOKS_INSIDE"):
        Config.from_environment({"SLA_WEBHOOKS_INSIDE": "here"})
