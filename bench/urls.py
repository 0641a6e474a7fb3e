"""Which addresses does only the bench know? The bare page, and which of the server's processes answers."""

from django.urls import include, path

from bench import floor

urlpatterns = [
    path("bench/floor/<int:size>/", floor.floor, name="floor"),
    path("bench/process/", floor.process, name="process"),
    path("", include("peergroups.urls")),
]
