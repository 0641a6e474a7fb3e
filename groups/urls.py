"""Addresses of groups: their rooms, charters and invitations."""

from django.urls import path

from groups.views import joining, rooms

app_name = "groups"
urlpatterns = [
    path("groups/", rooms.index, name="list"),
    path("groups/<slug:group_slug>/", rooms.room, name="room"),
    path("groups/<slug:group_slug>/start/", rooms.start, name="start"),
    path("groups/<slug:group_slug>/invite/", rooms.invite, name="invite"),
    path("groups/<slug:group_slug>/charter/", rooms.charter, name="charter"),
    path("groups/<slug:group_slug>/charter/sign/", rooms.sign, name="sign"),
    path("groups/<slug:group_slug>/log/", rooms.log, name="log"),
    path("invitations/<str:token>/", joining.invitation, name="invitation"),
]
