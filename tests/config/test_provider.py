"""The provider of single sign-on, from the environment: whole, encrypted, and for named domains."""

import pytest

from sla.config import Misconfigured, Provider

WHOLE = {
    "SLA_OIDC_ISSUER": "https://id.example/realm/",
    "SLA_OIDC_CLIENT": "sla",
    "SLA_OIDC_SECRET": "secret",
    "SLA_OIDC_DOMAINS": "@harbour.example, City.example",
}


def test_it_is_read_from_the_environment() -> None:
    provider = Provider.from_environment(WHOLE)
    assert provider is not None
    assert (provider.issuer, provider.name) == ("https://id.example/realm/", "id.example")
    assert provider.domains == {"harbour.example", "city.example"}
    assert "secret" not in repr(provider).replace("secret=", "")
    assert Provider.from_environment({}) is None


@pytest.mark.parametrize("left_out", list(WHOLE))
def test_half_of_it_is_nothing(left_out: str) -> None:
    with pytest.raises(Misconfigured, match="go together"):
        Provider.from_environment({**WHOLE, left_out: ""})


def test_it_is_asked_over_encrypted_lines() -> None:
    with pytest.raises(Misconfigured, match="https"):
        Provider.from_environment({**WHOLE, "SLA_OIDC_ISSUER": "http://id.example"})
    assert Provider.from_environment({**WHOLE, "SLA_OIDC_ISSUER": "http://127.0.0.1:9400"})
