"""What is wrong with a page that is open? Axe says it in light and dark, at any width; nothing scrolls sideways."""

from pathlib import Path

from peergroups.tests.browser import DESK, PHONE

AXE = (Path(__file__).parent / "vendor" / "axe-core-4.14.0" / "axe.min.js").read_text()
RUN = """async (options) => (await axe.run(document, { preload: false, resultTypes: ["violations"], ...options }))
  .violations.filter((found) => ["serious", "critical"].includes(found.impact))
  .map((found) => `${found.id}: ${found.nodes.map((node) => node.target.join(" ")).join(", ")}`)"""
COLOURS = {"runOnly": ["color-contrast"]}
TOO_WIDE = "document.documentElement.scrollWidth > innerWidth"
NARROW = {"width": 320, "height": 640}
WIDTHS = {"phone": PHONE, "desk": DESK}


def judge(page, widths=WIDTHS):
    """Say what is wrong with the page that is open, in every light and width."""
    found = []
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    for width, size in widths.items():
        page.set_viewport_size(size)
        for scheme, options in {"light": {}, "dark": COLOURS}.items():
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # colours change at once
            found += [f"{width}, {scheme}: {fault}" for fault in page.evaluate(RUN, options)]
    page.set_viewport_size(NARROW)
    if page.evaluate(TOO_WIDE):
        found.append("scrolls sideways at 320 px")
    return found
