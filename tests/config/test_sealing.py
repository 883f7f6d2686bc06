"""How statements are sealed, from the environment."""

import pytest

from sla.config import Config, Misconfigured, Profile, Sealing

ADDRESS = "https://stamps.example/tsa"


def test_without_any_setting_a_seal_is_plain() -> None:
    assert Config.from_environment({}).sealing == Sealing(Profile.PLAIN, "")


@pytest.mark.parametrize("profile", ["B-T", "B-LT", "B-LTA"])
def test_an_authority_confirms_the_time(profile: str) -> None:
    settings = {"SLA_SEAL": profile, "SLA_TIMESTAMPS": ADDRESS}
    assert Sealing.from_environment(settings) == Sealing(Profile(profile), ADDRESS)


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ({"SLA_SEAL": "b-t"}, "SLA_SEAL is one of"),
        ({"SLA_SEAL": "B-T"}, "go together"),
        ({"SLA_TIMESTAMPS": ADDRESS}, "go together"),
        ({"SLA_SEAL": "B-B", "SLA_TIMESTAMPS": ADDRESS}, "go together"),
        ({"SLA_SEAL": "B-T", "SLA_TIMESTAMPS": "ftp://stamps.example"}, "http address"),
        ({"SLA_SEAL": "B-T", "SLA_TIMESTAMPS": "https://"}, "http address"),
    ],
)
def test_what_cannot_be_meant(settings: dict[str, str], says: str) -> None:
    with pytest.raises(Misconfigured, match=says):
        Sealing.from_environment(settings)
