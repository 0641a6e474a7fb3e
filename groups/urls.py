"""Addresses of groups: their rooms, charters and invitations."""

from django.urls import path

from groups.views import (
    belongings,
    charters,
    glass,
    helping,
    invitations,
    joining,
    leaving,
    mails,
    rooms,
    sabbaticals,
)

app_name = "groups"
urlpatterns = [
    path("settings/your-words/", belongings.export, name="export"),
    path("settings/your-words/ask/", belongings.ask_for_export, name="ask_for_export"),
    path("settings/your-words/<int:export_id>/", belongings.fetch_export, name="fetch_export"),
    path("settings/delete-my-account/", belongings.erase, name="erase"),
    path("settings/mails/", mails.mails, name="mails"),
    path("settings/help/", helping.let_help, name="let_help"),
    path("help/<int:help_id>/", helping.helping_with, name="help"),
    path("help/<int:help_id>/look/", helping.look, name="look"),
    path("help/<int:help_id>/end/", helping.end_help, name="end_help"),
    path("help/<int:help_id>/<path:path>", helping.look_elsewhere, name="look_elsewhere"),
    path("groups/", rooms.index, name="list"),
    path("groups/<slug:group_slug>/", rooms.room, name="room"),
    path("groups/<slug:group_slug>/start/", rooms.start, name="start"),
    path("groups/<slug:group_slug>/invite/", invitations.invite, name="invite"),
    path("groups/<slug:group_slug>/invitations/", invitations.index, name="invitations"),
    path("groups/<slug:group_slug>/charter/", charters.charter, name="charter"),
    path("groups/<slug:group_slug>/charter/sign/", charters.sign, name="sign"),
    path("groups/<slug:group_slug>/charter/change/", charters.change, name="change_charter"),
    path("groups/<slug:group_slug>/leave/", leaving.leave, name="leave"),
    path("groups/<slug:group_slug>/stay/", leaving.stay, name="stay"),
    path("groups/<slug:group_slug>/sabbatical/", sabbaticals.sabbatical, name="sabbatical"),
    path("groups/<slug:group_slug>/sabbatical/come-back/", sabbaticals.come_back, name="come_back"),
    path("groups/<slug:group_slug>/hand-over/", leaving.hand_over, name="hand_over"),
    path("groups/<slug:group_slug>/log/", rooms.log, name="log"),
    path("groups/<slug:group_slug>/glass/", glass.glass, name="glass"),
    path("groups/<slug:group_slug>/glass/ask/", glass.ask, name="glass_ask"),
    path("glass/<int:glass_id>/confirm/", glass.confirm, name="glass_confirm"),
    path("glass/<int:glass_id>/read/", glass.read, name="glass_read"),
    path("glass/<int:glass_id>/end/", glass.end, name="glass_end"),
    path("invitations/<int:invitation_id>/join/", joining.join, name="join"),
    path("invitations/<int:invitation_id>/send-again/", invitations.send_again, name="send_again"),
    path("invitations/<int:invitation_id>/withdraw/", invitations.withdraw, name="withdraw"),
    path("invitations/<str:token>/", joining.invitation, name="invitation"),
]
