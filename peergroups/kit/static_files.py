"""Where do the static files lie? Each by a name that changes with its content, found once and then known."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class Storage(CompressedManifestStaticFilesStorage):
    """Remembers each file's address: a page names a dozen, and they change only when the server starts anew."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.addresses = {}

    def url(self, name, force=False):
        if name not in self.addresses:
            self.addresses[name] = super().url(name, force)
        return self.addresses[name]
