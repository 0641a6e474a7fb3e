"""Addresses of meetings, their agendas and briefs."""

from django.urls import path

from meetings.views import agendas, briefs, calendars, coaches, meetings, requests, rhythm, topics, updates

app_name = "meetings"
urlpatterns = [
    path("groups/<slug:group_slug>/meetings/", meetings.index, name="list"),
    path("groups/<slug:group_slug>/meetings/plan/", meetings.plan, name="plan"),
    path("groups/<slug:group_slug>/schedule/", rhythm.rhythm, name="rhythm"),
    path("meetings/<int:meeting_id>/", meetings.detail, name="detail"),
    path("meetings/<int:meeting_id>/meeting.ics", calendars.file, name="file"),
    path("settings/calendar/", calendars.calendar, name="calendar"),
    path("settings/calendar/renew/", calendars.renew, name="renew_calendar"),
    path("settings/calendar/stop/", calendars.stop, name="stop_calendar"),
    path("calendar/<str:secret>.ics", calendars.feed, name="feed"),
    path("meetings/<int:meeting_id>/plan/", agendas.arrange, name="arrange"),
    path("meetings/<int:meeting_id>/plan/shift/", agendas.shift, name="shift"),
    path("meetings/<int:meeting_id>/plan/add/", agendas.add, name="add_part"),
    path("meetings/<int:meeting_id>/plan/remove/", agendas.remove, name="remove_part"),
    path("meetings/<int:meeting_id>/plan/fit/", agendas.fit, name="fit"),
    path("meetings/<int:meeting_id>/plan/lay/", agendas.lay, name="lay"),
    path("meetings/<int:meeting_id>/plan/keep/", agendas.keep, name="keep_agenda"),
    path("meetings/<int:meeting_id>/plan/share/", agendas.share, name="share_agenda"),
    path("meetings/<int:meeting_id>/plan/take-back/", agendas.take_back, name="take_back_agenda"),
    path("meetings/<int:meeting_id>/topics/", topics.topics, name="topics"),
    path("topics/<int:topic_id>/withdraw/", topics.withdraw, name="withdraw_topic"),
    path("meetings/<int:meeting_id>/move/", meetings.move, name="move"),
    path("meetings/<int:meeting_id>/cancel/", meetings.cancel, name="cancel"),
    path("meetings/<int:meeting_id>/answer/", meetings.answer, name="answer"),
    path("meetings/<int:meeting_id>/brief/", briefs.brief, name="brief"),
    path("meetings/<int:meeting_id>/brief/share/", briefs.share, name="share"),
    path("meetings/<int:meeting_id>/brief/take-back/", briefs.take_back, name="take_back"),
    path("meetings/<int:meeting_id>/seats/<int:n>/", briefs.seat, name="seat"),
    path("groups/<slug:group_slug>/seats/ask/", requests.ask, name="ask_seat"),
    path("seat-requests/<int:seatrequest_id>/", requests.detail, name="request"),
    path("seat-requests/<int:seatrequest_id>/change/", requests.change, name="change_request"),
    path("seat-requests/<int:seatrequest_id>/send/", requests.send, name="send_request"),
    path("seat-requests/<int:seatrequest_id>/close/", requests.close, name="close_request"),
    path("hot-seats/<int:hotseat_id>/coach/", coaches.coach, name="coach"),
    path("hot-seats/<int:hotseat_id>/coach/name/", coaches.name, name="name_coach"),
    path("hot-seats/<int:hotseat_id>/prepare/", coaches.prepare, name="prepare_seat"),
    path("meetings/<int:meeting_id>/update/", updates.update, name="update"),
    path("meetings/<int:meeting_id>/update/share/", updates.share_update, name="share_update"),
    path("meetings/<int:meeting_id>/update/take-back/", updates.take_back_update, name="take_back_update"),
    path("meetings/<int:meeting_id>/updates/", updates.updates, name="updates"),
    path("meetings/<int:meeting_id>/readiness/", updates.readiness, name="readiness"),
]
