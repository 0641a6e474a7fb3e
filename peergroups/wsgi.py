"""Where does a web server find the product?"""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "peergroups.settings")
application = get_wsgi_application()

from groups.wall import refuse_unsafe_role  # noqa: E402 - needs the apps, which are loaded above

refuse_unsafe_role()
