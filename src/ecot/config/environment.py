"""Every setting that an operator can give, read once, typed, with its default."""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from ecot.values.refusal import Reason, refuse

POSTGRESQL: Final = frozenset({"postgres", "postgresql"})
PORTS: Final = range(1, 65_536)
SETTING_UNREADABLE: Final = Reason(
    "SETTING_UNREADABLE",
    "Le réglage {name} ne convient pas : {why}. Corrigez-le (docs/operator/settings.md),"
    " puis recommencez.",
)

LOCKED_SECONDS = 20
"""How long a request waits for a lock before it answers that the book cannot be written now."""


@dataclass(frozen=True, slots=True)
class Environment:
    """What the machine says. Nothing is needed to start."""

    home: Path
    database_url: str
    database_owner_url: str
    postgres_bin: str
    secret_key: str
    base_url: str
    port: int
    mail_host: str
    mail_port: int
    mail_user: str
    mail_password: str
    mail_from: str

    def for_programs(self, **told: str) -> dict[str, str]:
        """The environment of a program that we start: the machine's, and what it is told beside."""
        return {**os.environ, "LC_ALL": "C.UTF-8", **told}


def read_environment() -> Environment:
    """The environment, with the documented defaults; makes the secret key at the first start.

    Refuses SETTING_UNREADABLE, by the setting's name.
    """
    home = Path(os.environ.get("ECOT_HOME", "var")).resolve()
    port = _port("ECOT_PORT", 8000)
    try:
        home.mkdir(parents=True, exist_ok=True)
        secret_key = os.environ.get("ECOT_SECRET_KEY") or _kept_secret(home / "secret.key")
    except OSError as fault:
        raise refuse(
            SETTING_UNREADABLE, name="ECOT_HOME", why=f"{home} ({fault.strerror})"
        ) from fault
    return Environment(
        home=home,
        database_url=_database("ECOT_DATABASE_URL", f"sqlite:///{home / 'ecot.sqlite3'}"),
        database_owner_url=_database("ECOT_DATABASE_OWNER_URL", ""),
        postgres_bin=os.environ.get("ECOT_POSTGRES_BIN", ""),
        secret_key=secret_key,
        base_url=_base_url(f"http://127.0.0.1:{port}"),
        port=port,
        mail_host=os.environ.get("ECOT_MAIL_HOST", ""),
        mail_port=_port("ECOT_MAIL_PORT", 587),
        mail_user=os.environ.get("ECOT_MAIL_USER", ""),
        mail_password=os.environ.get("ECOT_MAIL_PASSWORD", ""),
        mail_from=os.environ.get("ECOT_MAIL_FROM", "caisse@example.org"),
    )


def _port(name: str, default: int) -> int:
    typed = os.environ.get(name, str(default))
    if not (typed.isascii() and typed.isdecimal() and int(typed) in PORTS):
        raise refuse(SETTING_UNREADABLE, name=name, why="il faut un nombre de 1 à 65535")
    return int(typed)


def _base_url(default: str) -> str:
    typed = os.environ.get("ECOT_BASE_URL", default)
    if urlsplit(typed).scheme not in {"http", "https"} or not urlsplit(typed).hostname:
        why = "il faut une adresse comme https://caisse.example.org"
        raise refuse(SETTING_UNREADABLE, name="ECOT_BASE_URL", why=why)
    return typed


def _database(name: str, default: str) -> str:
    """The address of a book, whose form is known; it may hold a password and is never shown."""
    typed = os.environ.get(name, default)
    if typed and not _is_address(urlsplit(typed)):
        why = "il faut sqlite:///CHEMIN ou postgresql://rôle:mot-de-passe@machine:port/base"
        raise refuse(SETTING_UNREADABLE, name=name, why=why)
    return typed


def _is_address(parts: SplitResult) -> bool:
    try:
        return parts.scheme in {"sqlite", *POSTGRESQL} and (parts.port or 0) in {0, *PORTS}
    except ValueError:  # a port that is no number
        return False


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
                "timeout": LOCKED_SECONDS,
                "init_command": (
                    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
                    "PRAGMA recursive_triggers=ON; PRAGMA cache_size=-20000;"
                ),
            },
        }
    assert parts.scheme in POSTGRESQL, f"unknown database: {parts.scheme}"
    query = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.get("host", parts.hostname or ""),
        "PORT": str(parts.port or query.get("port", "")),
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "server_side_binding": True,
            "prepare_threshold": 2,
            "options": f"-c lock_timeout={LOCKED_SECONDS}s",
        },
    }
