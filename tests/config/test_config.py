"""Settings: what holds without any, what the environment changes, and the secret on disk."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from sla.config import Config, Misconfigured


def test_nothing_has_to_be_set() -> None:
    config = Config.from_environment({})
    assert config.database == "sqlite:///instance/sla.db"
    assert (config.contracts, config.archive) == (Path("contracts"), Path("instance/archive"))
    assert (config.host, config.port) == ("127.0.0.1", 8080)


def test_everything_can_be_set() -> None:
    settings = {
        "SLA_DATABASE": "postgresql://localhost/sla",
        "SLA_INSTANCE": "/srv/sla",
        "SLA_CONTRACTS": "/srv/contracts",
        "SLA_KEYS": "/etc/sla/keys",
        "SLA_ARCHIVE": "/var/archive",
        "SLA_HOST": "::1",
        "SLA_PORT": "8443",
    }
    config = Config.from_environment(settings)
    found = (config.database, config.instance, config.contracts, config.keys, config.archive, config.host, config.port)
    assert tuple(map(str, found)) == tuple(settings.values())


def test_the_pages_are_told_where_the_sealer_is_and_whom_to_believe() -> None:
    config = Config.from_environment({"SLA_INSTANCE": "/srv/sla", "SLA_KEYS": "/etc/sla/keys"})
    assert (config.sealer, config.trust) == (Path("/srv/sla/sealer.sock"), Path("/etc/sla/keys"))
    config = Config.from_environment({"SLA_SEALER": "/run/sla/sealer", "SLA_TRUST": "/etc/sla/keys.json"})
    assert (config.sealer, config.trust) == (Path("/run/sla/sealer"), Path("/etc/sla/keys.json"))


def test_where_others_find_the_pages() -> None:
    assert Config.from_environment({}).address == ""
    assert Config.from_environment({"SLA_ADDRESS": "https://sla.example/"}).address == "https://sla.example"
    for wrong in ("sla.example", "ftp://sla.example", "https://", "https://sla.example/?x=1"):
        with pytest.raises(Misconfigured, match="SLA_ADDRESS"):
            Config.from_environment({"SLA_ADDRESS": wrong})


def test_the_database_moves_with_the_instance() -> None:
    assert Config.from_environment({"SLA_INSTANCE": "/srv/sla"}).database == "sqlite:////srv/sla/sla.db"


@pytest.mark.parametrize("port", ["0", "65536", "http", "-1", "8080 ", "٨٠"])
def test_a_port_is_a_number(port: str) -> None:
    with pytest.raises(Misconfigured, match="SLA_PORT"):
        Config.from_environment({"SLA_PORT": port})


@pytest.mark.parametrize("count", ["-1", "10", "two"])
def test_proxies_are_counted(count: str) -> None:
    assert Config.from_environment({"SLA_PROXIES": "1"}).proxies == 1
    with pytest.raises(Misconfigured, match="SLA_PROXIES"):
        Config.from_environment({"SLA_PROXIES": count})


def test_the_owner_of_the_tables_is_another_role_or_the_same() -> None:
    assert Config.from_environment({}).owner == "sqlite:///instance/sla.db"
    both = {"SLA_DATABASE": "postgresql://app@db/sla", "SLA_DATABASE_OWNER": "postgresql://owner@db/sla"}
    assert Config.from_environment(both).owner == "postgresql://owner@db/sla"


def configured(folder: Path) -> Config:
    return Config.from_environment({"SLA_INSTANCE": str(folder / "instance")})


def test_the_secret_is_made_once_for_the_owner_only(tmp_path: Path) -> None:
    config = configured(tmp_path)
    with ThreadPoolExecutor(8) as pool:
        made = set(pool.map(lambda _: config.secret(), range(32)))
    assert len(made) == 1
    assert len(made.pop()) == 64
    assert [file.name for file in config.instance.iterdir()] == ["secret"]
    assert (config.instance / "secret").stat().st_mode & 0o777 == 0o600


def test_a_secret_that_others_could_read_is_refused(tmp_path: Path) -> None:
    config = configured(tmp_path)
    config.secret()
    (config.instance / "secret").chmod(0o644)
    with pytest.raises(Misconfigured, match="read by others"):
        config.secret()


def test_a_secret_that_is_none_is_refused(tmp_path: Path) -> None:
    config = configured(tmp_path)
    config.secret()
    (config.instance / "secret").write_text("short")
    with pytest.raises(Misconfigured, match="too short"):
        config.secret()
