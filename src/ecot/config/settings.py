"""Django's settings, all from `environment.py`."""

from __future__ import annotations

from pathlib import Path

from ecot.config.environment import database_settings, read_environment

ENVIRONMENT = read_environment()
PACKAGE = Path(__file__).resolve().parent.parent

SECRET_KEY = ENVIRONMENT.secret_key
DEBUG = False
ALLOWED_HOSTS = ["*"]
ROOT_URLCONF = "ecot.config.urls"
WSGI_APPLICATION = "ecot.config.wsgi.application"
INSTALLED_APPS = [
    "ecot.records",
    "ecot.access",
    "ecot.rulebook",
    "ecot.ledger",
    "ecot.operations.notices",
    "ecot.operations.members",
    "ecot.operations.shops",
    "ecot.operations.treasury",
    "ecot.operations.grants",
    "ecot.operations.contributions",
    "ecot.operations.allocations",
    "ecot.operations.till",
    "ecot.operations.reimbursements",
    "ecot.operations.month",
    "ecot.web",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]
DATABASES = {"default": database_settings(ENVIRONMENT.database_url)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
LANGUAGE_CODE = "fr"
TIME_ZONE = "Europe/Paris"
USE_TZ = True
USE_I18N = True
STATIC_URL = "/static/"
STATIC_ROOT = ENVIRONMENT.home / "static"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
