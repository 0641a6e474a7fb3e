"""Which address leads where: one line for each app."""

from django.contrib import admin
from django.urls import include, path

from peergroups import styleguide

urlpatterns = [
    path("accounts/", include("allauth.account.urls")),
    path("manage/styleguide/", styleguide.styleguide, name="styleguide"),
    path("manage/admin/", admin.site.urls),
]
