"""Which addresses does only the bench know? The bare pages, and which of the server's processes answers."""

from django.urls import include, path

from bench import floor

urlpatterns = [
    path("bench/floor/<int:size>/", floor.floor, {"template": "bench/floor.html"}, name="floor"),
    path("bench/plain/<int:size>/", floor.floor, {"template": "bench/plain.html"}, name="plain"),
    path("bench/process/", floor.process, name="process"),
    path("", include("peergroups.urls")),
]
