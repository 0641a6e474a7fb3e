"""How this installation runs: one file, read from the environment; every name stands in the README's table.

With nothing set it is a laptop: local addresses only, embedded servers, mail into files. With a public
SITE_URL it refuses to start on a default secret.
"""

from pathlib import Path
from urllib.parse import urlsplit

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
environ.Env.read_env(BASE_DIR / ".env")
VAR_DIR = Path(env.str("PEERGROUPS_VAR", default="") or BASE_DIR / "var").resolve()

# Where we are ---------------------------------------------------------------------------------------------

SITE_URL = env.str("SITE_URL", default="http://localhost:8000").rstrip("/")
SITE_NAME = env.str("SITE_NAME", default="Peergroups")
_site = urlsplit(SITE_URL)
LOCAL_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
PUBLIC = _site.hostname not in {host.strip("[]") for host in LOCAL_HOSTS}
HTTPS = _site.scheme == "https"
DEBUG = env.bool("DEBUG", default=False)
DEMO = env.bool("DEMO", default=False)
ALLOWED_HOSTS = [_site.hostname] if PUBLIC else LOCAL_HOSTS
if DEMO and PUBLIC and not DEBUG:
    raise ImproperlyConfigured("DEMO=1 lets anybody sign in as anybody: it is refused when SITE_URL is public.")


def secret(name, default):
    """Read a secret of at least 32 characters; only a laptop may do without."""
    value = env.str(name, default="" if PUBLIC else default)
    if len(value) < 32 or (PUBLIC and default in value):
        raise ImproperlyConfigured(f"{name} is missing, short or a laptop's: set it to 32 or more random characters.")
    return value


SECRET_KEY = secret("SECRET_KEY", "a laptop's key, never used where SITE_URL is public")
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
# Newest first; each is the base64 of 32 random bytes (`openssl rand -base64 32 | tr +/ -_`).
ROOM_KEYS = secret("ROOM_KEYS", "bGFwdG9wLW9ubHktcm9vbS1rZXktbmV2ZXItcHVibGk=").split(",")

# What is installed ----------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "peergroups.kit",
    "peergroups.outbox",
    "groups",
    "meetings",
    "accountability",
    "peergroups",
    "peergroups.demo",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "csp",
    "django_htmx",
    "django.forms",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    # Outermost what every answer carries: pages, errors, redirects, static files and probes alike.
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "peergroups.kit.middleware.KeptToOurselves",
    "peergroups.health.Health",
    "meetings.live.signal.Unchanged",
    "peergroups.kit.middleware.ShortEnough",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "peergroups.kit.presses.PressedOnce",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "groups.sessions.Limits",
    "groups.refusals.NotesRefusals",
    "groups.signin.UntilCommitted",
    "groups.wall.RoomWall",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "peergroups.kit.middleware.OwnClock",
    "peergroups.kit.middleware.NeverStored",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "groups.confirming.Confirm",
]
ROOT_URLCONF = "peergroups.urls"
WSGI_APPLICATION = "peergroups.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "peergroups.kit.context.site",
            ],
        },
    }
]
FORM_RENDERER = "peergroups.kit.forms.Renderer"

# Database, cache, work -------------------------------------------------------------------------------------

DATABASES = {"default": env.db_url("DATABASE_URL", default="postgres://peergroups@127.0.0.1/peergroups")}
DATABASES["default"] |= {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True, "ATOMIC_REQUESTS": False}
DATABASES["default"].setdefault("OPTIONS", {}).update(connect_timeout=3, keepalives_idle=30)
# What is asked again and again is planned once for a connection: see peergroups/kit/questions.py.
DATABASES["default"]["OPTIONS"].setdefault("options", "-c plan_cache_mode=force_generic_plan")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = env.str("REDIS_URL", default="redis://127.0.0.1:6379/0")
CACHES = {
    "default": {
        "BACKEND": "peergroups.kit.newest.Cache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": "peergroups",
        "OPTIONS": {"socket_timeout": 2, "socket_connect_timeout": 1, "health_check_interval": 30},
    }
}

CELERY_BROKER_URL = REDIS_URL
CELERY_TIMEZONE = "UTC"
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_BROKER_POOL_LIMIT = 2
CELERY_TASK_PUBLISH_RETRY = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "socket_timeout": 5,
    "socket_connect_timeout": 1,
    "health_check_interval": 30,
    "visibility_timeout": 600,
    "global_keyprefix": "peergroups-queue:",
}
# Forming groups takes minutes: it has a queue, a worker and a time limit of its own.
CELERY_TASK_ROUTES = {"peergroups.tasks.make_drafts": {"queue": "forming"}}
FORMING_SECONDS = env.int("FORMING_SECONDS", default=900)
CELERY_TASK_SOFT_TIME_LIMIT = 45
CELERY_TASK_TIME_LIMIT = 60

# Mail ------------------------------------------------------------------------------------------------------

MAIL_DIR = VAR_DIR / "mail"
if "EMAIL_URL" in env:
    vars().update(env.email_url("EMAIL_URL"))
else:
    EMAIL_BACKEND = "peergroups.kit.mailbox.FileBackend"
EMAIL_TIMEOUT = env.int("EMAIL_TIMEOUT", default=15)
MAILS_A_MINUTE = env.int("MAILS_A_MINUTE", default=0)  # what the provider takes from us; 0: all it will
MAIL_DOMAIN = env.str("MAIL_DOMAIN", default=_site.hostname)
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default=f"{SITE_NAME} <groups@{MAIL_DOMAIN}>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
# Where a provider tells of bounces and complaints: nowhere unless a secret is set (user:password, for django-anymail).
ANYMAIL = env.json("ANYMAIL", default={})
if ANYMAIL and len(ANYMAIL.get("WEBHOOK_SECRET", "")) < 24:
    raise ImproperlyConfigured("WEBHOOK_SECRET in ANYMAIL is missing or short: user:password, 24 or more characters.")

# Sign-in ---------------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "groups.Person"
AUTHENTICATION_BACKENDS = ["groups.recognising.Recognised"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "groups.passwords.LongEnough", "OPTIONS": {"min_length": 10}},
    {"NAME": "groups.passwords.NotCommon"},  # 20,000 from breached lists
    {"NAME": "groups.passwords.NotOurWords"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "today"
LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "groups.signin.Adapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_DISPLAY = "groups.signin.display"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1"]  # sign-up is closed; without it the page of doors asks no password
ACCOUNT_SIGNUP_FORM_HONEYPOT_FIELD = None
ACCOUNT_UNIQUE_EMAIL = True
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = 600
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 600
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ALLAUTH_USER_CODE_FORMAT = {"numeric": True, "length": 6, "dashed": False}  # what the templates call "six digits"
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_SESSION_REMEMBER = True  # by whichever door: 14 days unused end it
ACCOUNT_FORMS = {
    "login": "groups.entrance.LoginForm",
    "request_login_code": "groups.entrance.RequestCodeForm",
    "confirm_login_code": "groups.entrance.ConfirmCodeForm",
    "confirm_email_verification_code": "groups.entrance.ConfirmAddressForm",
    "reauthenticate": "groups.entrance.ReauthenticateForm",
    "add_email": "groups.entrance.AddressForm",
    "change_password": "groups.entrance.ChangePasswordForm",
    "set_password": "groups.entrance.SetPasswordForm",
    "reset_password": "groups.entrance.ResetForm",
    "reset_password_from_key": "groups.entrance.ChooseNewForm",
}
USERSESSIONS_TRACK_ACTIVITY = False  # groups.sessions does, once an hour and not at every page
MFA_ADAPTER = "groups.second_factor.Adapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_TOLERANCE = 1  # a clock half a minute off still works
MFA_FORMS = {
    "authenticate": "groups.entrance.SecondStepForm",
    "reauthenticate": "groups.entrance.SecondStepAgainForm",
    "activate_totp": "groups.entrance.AppForm",
    "add_webauthn": "groups.entrance.PasskeyForm",
    "edit_webauthn": "groups.entrance.PasskeyNameForm",
}
ROLES_TO_PROTECT = {"facilitator", "admin", "operator"}
# Whoever has one of these roles must show one: in public at least those who run the server.
REQUIRE_SECOND_FACTOR = env.list("REQUIRE_SECOND_FACTOR", default=["operator"] if PUBLIC else [])
if set(REQUIRE_SECOND_FACTOR) - ROLES_TO_PROTECT:
    raise ImproperlyConfigured("REQUIRE_SECOND_FACTOR lists roles out of: facilitator, admin, operator.")
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXIES", default=0)

# What a browser may do -------------------------------------------------------------------------------------

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
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SECURE_SSL_REDIRECT = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 63072000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SESSION_COOKIE_NAME = "__Host-sessionid" if HTTPS else "sessionid"
SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_AGE = 14 * 24 * 3600  # unused for so long, a session ends
SESSION_LONGEST = 90 * 24 * 3600  # however much it is used
SESSION_OPERATOR_IDLE = 30 * 60  # on the operators' pages, before they are asked who they are
CSRF_COOKIE_NAME = "__Host-csrftoken" if HTTPS else "csrftoken"
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # they name people: never in a cookie
CSRF_FAILURE_VIEW = "peergroups.errors.csrf_failure"
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_050_000  # a list of 1 MB, with what a form puts round it
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500

# Languages, time, files ------------------------------------------------------------------------------------

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English"))]
USE_TZ = True
TIME_ZONE = "UTC"
STATIC_URL = "/static/"  # the same under every prefix
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_ALLOW_ALL_ORIGINS = False
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "peergroups.kit.static_files.Storage"},
}

# Logs: ids only, never words, addresses or query strings -----------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "filters": {"no_secrets": {"()": "peergroups.kit.logs.NoSecrets"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain", "filters": ["no_secrets"]}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="INFO")},
}
