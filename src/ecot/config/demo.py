"""The demo's settings: the same product in a home of its own, so that no real book is ever touched.

Chosen by `ecot demo`, and by the commands that only look where nobody has begun a book yet.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from ecot.config.environment import database_settings
from ecot.config.settings import *  # noqa: F403  the same, but for what lives in the home
from ecot.config.settings import ENVIRONMENT as _HERE
from ecot.values import clock

IS_DEMO = True
DEMO_DAY = date(2026, 4, 1)
"""The day after the last one played: March waits for its closing, April for its allocation."""
clock.live_on(DEMO_DAY)
HOME = _HERE.home / "demo"
ENVIRONMENT = replace(_HERE, home=HOME)
DATABASES = {"default": database_settings(f"sqlite:///{HOME / 'ecot.sqlite3'}")}
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": HOME / "cache",
    }
}
STATIC_ROOT = HOME / "static"
SEAL_KEY_FILE = HOME / "seal.key"
EMAIL_FILE_PATH = HOME / "mail"
EMAIL_BACKEND = "ecot.config.mail.ConsoleAndFile"
