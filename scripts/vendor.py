"""Where do the fonts, icons and htmx under static/ come from? Fetches them again from npm, for maintainers only.

Run `python scripts/vendor.py` after changing a version or an icon name below; it needs npm.
Running Peergroups needs none of it.
"""

import hashlib
import re
import shutil
import subprocess
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path

STATIC = Path(__file__).resolve().parent.parent / "static"
VENDOR = STATIC / "vendor"
HTMX = "htmx.org", "4.0.1"
FIGTREE = "@fontsource-variable/figtree", "5.3.0"
SERIF = "@fontsource-variable/source-serif-4", "5.3.1"
LUCIDE = "lucide-static", "1.62.0"
# One file, core first: separate deferred files may start before an extension has registered.
HTMX_PARTS = ["htmx.min.js", "ext/hx-ptag.min.js", "ext/hx-sse.min.js", "ext/hx-preload.min.js"]
ICONS = """
    arrow-down arrow-left arrow-right arrow-up bell book-open building calendar calendar-days calendar-plus
    calendar-x check chevron-right circle circle-alert circle-check circle-dashed circle-help circle-slash
    clipboard-list clock download eye file-text flag flame hand hourglass info key link list-checks lock
    log-out mail message-circle-question minus moon move pause pencil phone play plus printer refresh-cw
    repeat rotate-ccw search send settings shuffle sun target timer trash-2 triangle-alert undo-2 user
    user-plus users video x
""".split()  # noqa: SIM905 - read as a list of words


@dataclass
class Package:
    """One npm package, unpacked in a scratch folder."""

    name: str
    version: str
    folder: Path
    sha256: str

    @property
    def home(self):
        """Where its files live in the project, named as the world knows it."""
        return VENDOR / f"{self.name.split('/')[-1].removesuffix('.org')}-{self.version}"

    def open_home(self):
        """Make an empty home that begins with the licence."""
        shutil.rmtree(self.home, ignore_errors=True)
        self.home.mkdir(parents=True)
        shutil.copyfile(self.folder / "LICENSE", self.home / "LICENSE")


def fetch(name, version, scratch):
    """Return the package as npm hands it out."""
    packed = subprocess.run(
        ["npm", "pack", "--silent", f"{name}@{version}"],  # noqa: S607 - npm is wherever the maintainer has it
        cwd=scratch,
        check=True,
        capture_output=True,
        text=True,
    )
    tarball = scratch / packed.stdout.split()[-1]
    folder = scratch / tarball.stem
    with tarfile.open(tarball) as archive:
        archive.extractall(folder, filter="data")
    return Package(name, version, folder / "package", hashlib.sha256(tarball.read_bytes()).hexdigest())


def vendor_htmx(package):
    """Join core and extensions into the one file the pages load."""
    package.open_home()
    parts = [(package.folder / "dist" / part).read_text() for part in HTMX_PARTS]
    bundle = "\n".join(re.sub(r"//# sourceMappingURL=.*", "", part).strip().rstrip(";") + ";" for part in parts)
    (package.home / f"htmx-{package.version}.bundle.js").write_text(bundle + "\n")
    return f"core, ptag, sse and preload (`dist/{'`, `'.join(HTMX_PARTS)}`) joined into one file"


def vendor_font(package):
    """Keep the upright weights axis for Latin letters; other scripts use the reader's own fonts."""
    package.open_home()
    for file in sorted(package.folder.glob("files/*-latin*-wght-normal.woff2")):
        shutil.copyfile(file, package.home / file.name)
    return "`latin` and `latin-ext`, upright, weight axis only"


def vendor_icons(package):
    """Cut the icons named above into one sprite."""
    package.open_home()
    symbols = [symbol(package.folder / "icons" / f"{name}.svg") for name in ICONS]
    sprite = f"<!-- lucide-static {package.version}, ISC: {package.home.relative_to(STATIC)}/LICENSE -->\n"
    sprite += '<svg xmlns="http://www.w3.org/2000/svg">\n' + "\n".join(symbols) + "\n</svg>\n"
    (STATIC / "icons.svg").write_text(sprite)
    return f"{len(ICONS)} icons cut into `static/icons.svg`"


def symbol(file):
    """Return one drawing as a symbol whose id is its name; the pen is the stylesheet's."""
    drawing = re.search(r"<svg[^>]*>(.*)</svg>", file.read_text(), re.DOTALL).group(1)
    lines = "".join(line.strip().replace(" />", "/>") for line in drawing.splitlines())
    return f'<symbol id="{file.stem}" viewBox="0 0 24 24">{lines}</symbol>'


def main():
    steps = [(HTMX, vendor_htmx), (FIGTREE, vendor_font), (SERIF, vendor_font), (LUCIDE, vendor_icons)]
    lines = ["# What comes from others", "", "Made by `scripts/vendor.py`; licences lie beside the files.", ""]
    lines += ["| package | version | sha256 of the npm tarball | what was cut |", "| --- | --- | --- | --- |"]
    with tempfile.TemporaryDirectory() as scratch:
        for (name, version), vendor in steps:
            package = fetch(name, version, Path(scratch))
            cut = vendor(package)
            lines.append(f"| {package.name} | {package.version} | `{package.sha256}` | {cut} |")
    (VENDOR / "VENDOR.md").write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
