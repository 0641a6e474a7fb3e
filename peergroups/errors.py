"""What does a person read when a page cannot be shown?"""

from django.shortcuts import render


def csrf_failure(request, reason=""):
    """Say that a form was open too long, and how to send it after all."""
    return render(request, "403_csrf.html", status=403)


def too_often(request, exception=None):
    """Say that it was often enough for now: allauth asks for this where its limits are reached."""
    return render(request, "429.html", status=429)
