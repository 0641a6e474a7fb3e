"""What is wrong with a page that is open? Axe says it in light and dark, at any width; nothing scrolls sideways."""

from pathlib import Path

from peergroups.tests.browser import DESK, PHONE

AXE = (Path(__file__).parent / "vendor" / "axe-core-4.14.0" / "axe.min.js").read_text()
# Axe gives what a rule finds the rule's own weight, so that the light ones need not run to be left out; it leaves out
# by itself what is switched off or still tried out.
RUN = """async (options) => {
  const grave = (impact) => ["serious", "critical"].includes(impact), { rules, tagExclude } = axe._audit;
  const asked = rules.filter((rule) => rule.enabled && (grave(rule.impact) || !rule.impact)
    && !rule.tags.some((tag) => tagExclude.includes(tag))).map((rule) => rule.id);
  const how = { preload: false, resultTypes: ["violations"], runOnly: asked, ...options };
  return (await axe.run(document, how)).violations.filter((found) => grave(found.impact))
    .map((found) => `${found.id}: ${found.nodes.map((node) => node.target.join(" ")).join(", ")}`);
}"""
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
