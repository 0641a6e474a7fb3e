"""Which address leads where: one line for each app."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import include, path

from groups.views import lifts, security, settings
from peergroups import home, mailing, preview, promise, service, styleguide, welcome

# Who enters the operators' pages signs in as everywhere: with the same limits and the same code.
admin.site.login = secure_admin_login(admin.site.login)
handler429 = "peergroups.errors.too_often"

urlpatterns = [
    path("", home.front, name="front"),
    path("today/", home.today, name="today"),
    path("welcome/", welcome.welcome, name="welcome"),
    path("welcome/next/", welcome.onward, name="welcome_next"),
    path("welcome/you/", welcome.you, name="welcome_you"),
    path("welcome/finish/", welcome.finish, name="finish_welcome"),
    path("bounces/<slug:provider>/", mailing.bounces, name="bounces"),
    path("m/<str:stop_token>/", mailing.stop_mails, name="stop_mails"),
    path("promise/", promise.promise, name="promise"),
    path("", include("groups.urls")),
    path("", include("meetings.urls")),
    path("", include("accountability.urls")),
    path("settings/", settings.you, name="settings"),
    path("settings/free-times/", settings.week, name="free_times"),
    path("settings/sessions/", security.sessions, name="sessions"),
    path("settings/sessions/end/", security.end_other_sessions, name="end_other_sessions"),
    path("settings/sessions/<int:session_id>/end/", security.end_session, name="end_session"),
    path("settings/second-factor/", lifts.keep_factor, name="keep_factor"),
    path("accounts/undo/<str:token>/", security.undo_address, name="undo_address"),
    path("accounts/switch/", security.switch, name="switch"),
    path("accounts/confirm/", security.confirm, name="confirm"),
    path("accounts/", include("allauth.account.urls")),
    path("accounts/2fa/recovery-codes/", security.recovery_codes, name="mfa_view_recovery_codes"),
    path("accounts/2fa/recovery-codes/download/", security.download_codes, name="mfa_download_recovery_codes"),
    path("accounts/2fa/", include("allauth.mfa.urls")),
    path("demo/", include("peergroups.demo.urls")),
    path("manage/", service.service, name="service"),
    path("manage/mails/try-again/", service.try_again, name="try_again"),
    path("manage/mails/test/", service.send_test, name="send_test"),
    path("manage/second-factors/", lifts.lifts, name="lifts"),
    path("manage/second-factors/<int:lift_id>/agree/", lifts.agree_to_lift, name="agree_to_lift"),
    path("manage/styleguide/", styleguide.styleguide, name="styleguide"),
    path("manage/preview/<str:role>/", preview.preview, name="preview"),
    path("manage/preview/<str:role>/<path:path>", preview.preview, name="preview_page"),
    path("manage/admin/", admin.site.urls),
]
