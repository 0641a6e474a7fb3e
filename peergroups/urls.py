"""Which address leads where: one line for each app."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("accounts/", include("allauth.account.urls")),
    path("manage/admin/", admin.site.urls),
]
