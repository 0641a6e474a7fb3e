"""What does every page know without being told?"""

from django.conf import settings


def site(request):
    """Name the house, and say whether it is the demo."""
    return {"SITE_NAME": settings.SITE_NAME, "DEMO": settings.DEMO}
