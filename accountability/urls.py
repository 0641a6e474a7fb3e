"""Addresses of promises: my own, my group's, and what I say about them."""

from django.urls import path

from accountability import views

app_name = "accountability"
urlpatterns = [
    path("commitments/", views.index, name="list"),
    path("groups/<slug:group_slug>/commitments/", views.group, name="group"),
    path("commitments/add/", views.add, name="add"),
    path("commitments/<int:commitment_id>/change/", views.change, name="change"),
    path("commitments/<int:commitment_id>/follow-up/", views.follow_up, name="follow_up"),
    path("commitments/<int:commitment_id>/take-back/", views.take_back, name="take_back"),
]
