"""Every setting that an operator can give, read once, typed, with its default."""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit


@dataclass(frozen=True, slots=True)
class Environment:
    """What the machine says. Nothing is needed to start."""

    home: Path
    database_url: str
    database_owner_url: str
    secret_key: str
    base_url: str
    port: int
    mail_host: str
    mail_port: int
    mail_user: str
    mail_password: str
    mail_from: str


def read_environment() -> Environment:
    """The environment, with the documented defaults; makes the secret key at the first start."""
    home = Path(os.environ.get("ECOT_HOME", "var")).resolve()
    home.mkdir(parents=True, exist_ok=True)
    port = int(os.environ.get("ECOT_PORT", "8000"))
    return Environment(
        home=home,
        database_url=os.environ.get("ECOT_DATABASE_URL", f"sqlite:///{home / 'ecot.sqlite3'}"),
        database_owner_url=os.environ.get("ECOT_DATABASE_OWNER_URL", ""),
        secret_key=os.environ.get("ECOT_SECRET_KEY") or _kept_secret(home / "secret.key"),
        base_url=os.environ.get("ECOT_BASE_URL", f"http://127.0.0.1:{port}"),
        port=port,
        mail_host=os.environ.get("ECOT_MAIL_HOST", ""),
        mail_port=int(os.environ.get("ECOT_MAIL_PORT", "587")),
        mail_user=os.environ.get("ECOT_MAIL_USER", ""),
        mail_password=os.environ.get("ECOT_MAIL_PASSWORD", ""),
        mail_from=os.environ.get("ECOT_MAIL_FROM", "caisse@example.org"),
    )


def _kept_secret(path: Path) -> str:
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50), encoding="ascii")
    return path.read_text(encoding="ascii").strip()


def database_settings(url: str) -> dict[str, object]:
    """Django's settings for `sqlite:///PATH` or `postgresql://user:password@host:port/name`.

    A PostgreSQL host may be a socket folder: `postgresql://user@/name?host=/folder`.
    """
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": unquote(parts.path[1:]) if parts.path.startswith("//") else unquote(parts.path),
            "CONN_MAX_AGE": None,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": (
                    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
                    "PRAGMA recursive_triggers=ON; PRAGMA cache_size=-20000;"
                ),
            },
        }
    assert parts.scheme in {"postgres", "postgresql"}, f"unknown database: {parts.scheme}"
    query = dict(pair.split("=", 1) for pair in parts.query.split("&") if pair)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(query.get("host", parts.hostname or "")),
        "PORT": str(parts.port or query.get("port", "")),
        "CONN_MAX_AGE": None,
        "OPTIONS": {"server_side_binding": True, "prepare_threshold": 2},
    }
