"""Django's settings, all from `environment.py`. No secret, no address and no rule is written here."""

from __future__ import annotations

from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from csp.constants import NONE, SELF

from ecot.config.environment import database_settings, read_environment

ENVIRONMENT = read_environment()
PACKAGE = Path(__file__).resolve().parent.parent
_BASE = urlsplit(ENVIRONMENT.base_url)
_IS_HTTPS: Final = _BASE.scheme == "https"

SECRET_KEY = ENVIRONMENT.secret_key
DEBUG = False
ALLOWED_HOSTS = sorted({_BASE.hostname or "localhost", "localhost", "127.0.0.1", "[::1]"})
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
    "ecot.figures",
    "ecot.strategy.leads",
    "ecot.strategy.scenarios",
    "ecot.web",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "csp",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "ecot.web.gate.Gate",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "web" / "design" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "ecot.web.surroundings.surroundings",
            ],
            "libraries": {"ecot": "ecot.web.design.tags"},
            "builtins": [
                "django.templatetags.i18n",
                "ecot.web.design.tags",
                "ecot.web.office.rooms",
                "ecot.web.demonstration",
                "ecot.web.evidence",
                "ecot.web.entry_words",
                "ecot.web.strategy.words",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

DATABASES = {"default": database_settings(ENVIRONMENT.database_url)}
if ENVIRONMENT.database_owner_url:
    DATABASES["owner"] = database_settings(ENVIRONMENT.database_owner_url)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": ENVIRONMENT.home / "cache",
    }
}
"""Shared by every worker: a limit kept in one process's memory is multiplied by the workers."""

LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", "français")]
LOCALE_PATHS = [PACKAGE / "web" / "locale"]
TIME_ZONE = "Europe/Paris"
USE_TZ = True
USE_I18N = True

SEAL_KEY_FILE = ENVIRONMENT.home / "seal.key"
"""Signs the heads of the book; made at the first seal, kept out of the database and of its dumps."""
SEAL_ORIGIN = f"{_BASE.netloc}/livre"

STATIC_URL = "/static/"
STATIC_ROOT = ENVIRONMENT.home / "static"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
STATICFILES_DIRS = [PACKAGE / "web" / "design" / "static"]
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 3600

AUTH_USER_MODEL = "access.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "public:doors"
ACCOUNT_LOGOUT_REDIRECT_URL = "public:home"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 900
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_ADAPTER = "ecot.web.signing_in.CodeByMail"
ACCOUNT_FORMS = {
    "request_login_code": "ecot.web.signing_in.AddressForm",
    "confirm_login_code": "ecot.web.signing_in.CodeForm",
}
ACCOUNT_SESSION_REMEMBER = True

SESSION_COOKIE_AGE = 30 * 24 * 3600
SESSION_COOKIE_SECURE = _IS_HTTPS
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = _IS_HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_TRUSTED_ORIGINS = [f"{_BASE.scheme}://{_BASE.netloc}"]
CSRF_FAILURE_VIEW = "ecot.web.refusing.form_too_old"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _IS_HTTPS else None
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if _IS_HTTPS else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 3_000_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 3_000_000

DEFAULT_FROM_EMAIL = ENVIRONMENT.mail_from
EMAIL_FILE_PATH = ENVIRONMENT.home / "mail"
EMAIL_HOST = ENVIRONMENT.mail_host
EMAIL_PORT = ENVIRONMENT.mail_port
EMAIL_HOST_USER = ENVIRONMENT.mail_user
EMAIL_HOST_PASSWORD = ENVIRONMENT.mail_password
EMAIL_USE_TLS = bool(ENVIRONMENT.mail_host)
EMAIL_TIMEOUT = 20
EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend"
    if ENVIRONMENT.mail_host
    else "ecot.config.mail.ConsoleAndFile"
)
