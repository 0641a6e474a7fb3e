"""Addresses of the demo: whom to be, and the mail that came."""

from django.urls import path

from peergroups.demo import views

app_name = "demo"
urlpatterns = [
    path("", views.people, name="people"),
    path("mail/", views.inbox, name="inbox"),
    path("mail/<str:key>/", views.letter, name="letter"),
    path("mail/<str:key>/html/", views.letter_html, name="letter_html"),
]
