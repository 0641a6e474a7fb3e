"""Addresses of commitments and goals: my own, my group's, what I say, how I am held to them, and what meetings ask."""

from django.urls import path

from accountability.views import (
    buddies,
    care,
    check_ins,
    commitments,
    goals,
    holdings,
    look_backs,
    pictures,
    read_backs,
    rooms,
)

app_name = "accountability"
urlpatterns = [
    path("commitments/", commitments.index, name="list"),
    path("groups/<slug:group_slug>/commitments/", commitments.group, name="group"),
    path("groups/<slug:group_slug>/hold-me/", holdings.hold_me, name="hold_me"),
    path("c/<str:check_in_token>/", check_ins.check_in, name="check_in"),
    path("commitments/year/", pictures.year, name="year"),
    path("groups/<slug:group_slug>/commitments/months/", pictures.months, name="months"),
    path("groups/<slug:group_slug>/care/", care.care, name="care"),
    path("groups/<slug:group_slug>/care/<int:member_id>/called/", care.called, name="called"),
    path("commitments/add/", commitments.add, name="add"),
    path("commitments/plan/", goals.plan, name="plan"),
    path("commitments/plan/add/", goals.add, name="add_goal"),
    path("commitments/plan/<int:goal_id>/change/", goals.change, name="change_goal"),
    path("commitments/plan/<int:goal_id>/close/", goals.close, name="close_goal"),
    path("groups/<slug:group_slug>/plans/", goals.plans, name="plans"),
    path("commitments/<int:commitment_id>/change/", commitments.change, name="change"),
    path("commitments/<int:commitment_id>/carry/", commitments.carry, name="carry"),
    path("commitments/<int:commitment_id>/go-on/", commitments.go_on, name="go_on"),
    path("commitments/<int:commitment_id>/story/", commitments.story, name="story"),
    path("commitments/<int:commitment_id>/follow-up/", commitments.follow_up, name="follow_up"),
    path("commitments/<int:commitment_id>/take-back/", commitments.take_back, name="take_back"),
    path("commitments/<int:commitment_id>/saw/", buddies.saw, name="saw"),
    path("commitments/<int:commitment_id>/saw/take-back/", buddies.take_back_saw, name="take_back_saw"),
    path("meetings/<int:meeting_id>/live/commitments/", rooms.commit, name="commit"),
    path("meetings/<int:meeting_id>/live/commitments/none/", rooms.none, name="none"),
    path("meetings/<int:meeting_id>/live/commitments/<int:person_id>/", rooms.take_down, name="take_down"),
    path("meetings/<int:meeting_id>/live/last-time/", rooms.last_time, name="last_time"),
    path("commitments/<int:commitment_id>/note/", rooms.note, name="note"),
    path("meetings/<int:meeting_id>/live/end/", rooms.end, name="end"),
    path("meetings/<int:meeting_id>/recap/", rooms.recap, name="recap"),
    path("hot-seats/<int:hotseat_id>/read-back/", read_backs.read_back, name="read_back"),
    path("hot-seats/<int:hotseat_id>/look-back/", look_backs.look_back, name="look_back"),
    path("hot-seats/<int:hotseat_id>/look-back/share/", look_backs.share, name="share_look_back"),
    path("hot-seats/<int:hotseat_id>/look-back/take-back/", look_backs.take_back, name="take_back_look_back"),
    path("commitments/dictated/<int:dictation_id>/", rooms.settle, name="settle"),
]
