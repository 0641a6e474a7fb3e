"""What does a person read when a page cannot be shown?"""

from django.shortcuts import render


def csrf_failure(request, reason=""):
    """Say that a form was open too long, and how to send it after all."""
    return render(request, "403_csrf.html", status=403)
