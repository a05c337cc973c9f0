"""What an eye would notice on a page: requests to strangers, lost edges, faint text."""

from urllib.parse import urlparse

_FAINT = """() => {
  const parse = (colour) => {
    const parts = colour.match(/[\\d.]+/g).map(Number);
    return {rgb: parts.slice(0, 3), alpha: parts.length > 3 ? parts[3] : 1};
  };
  const over = (front, alpha, back) => front.map((c, i) => c * alpha + back[i] * (1 - alpha));
  const ground = (element) => {
    const layers = [];
    for (let place = element; place; place = place.parentElement) {
      const found = parse(getComputedStyle(place).backgroundColor);
      layers.push(found);
      if (found.alpha === 1) break;
    }
    return layers.reverse().reduce((back, l) => over(l.rgb, l.alpha, back), [255, 255, 255]);
  };
  const light = (rgb) => {
    const [r, g, b] = rgb.map((c) => c / 255)
      .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const faint = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode.textContent.trim(), element = walker.currentNode.parentElement;
    const box = element.getBoundingClientRect(), style = getComputedStyle(element);
    if (!text || !box.width || !box.height || style.visibility === "hidden") continue;
    if (element.closest("svg, style, script, [disabled], [data-testid='stIconMaterial']")) continue;
    if (parseFloat(style.fontSize) === 0) continue;
    let opacity = 1;
    for (let place = element; place; place = place.parentElement)
      opacity *= parseFloat(getComputedStyle(place).opacity);
    const back = ground(element), front = parse(style.color);
    const seen = over(front.rgb, front.alpha * opacity, back);
    const [a, b] = [light(seen), light(back)].sort((x, y) => y - x);
    const contrast = (a + 0.05) / (b + 0.05);
    if (contrast < 4.5) faint.push(`${text.slice(0, 40)} ${contrast.toFixed(2)}`);
  }
  return [...new Set(faint)];
}"""


def strangers(visit) -> list[str]:
    """Addresses outside this machine that the page asked for."""
    urls = [urlparse(url) for url in visit.asked]
    return [u.geturl() for u in urls if u.scheme in ("http", "https", "ws", "wss")
            and u.hostname != "127.0.0.1"]  # fmt: skip


def beyond_the_edge(visit) -> list[str]:
    """What a finger could only reach by moving the whole page sideways."""
    return visit.page.evaluate(
        """() => {
          const wide = [];
          for (const place of document.querySelectorAll('html, body, [data-testid="stMain"]'))
            if (place.scrollWidth > place.clientWidth + 1) wide.push(place.tagName);
          const edge = window.innerWidth + 1;
          for (const text of document.querySelectorAll(
              '[data-testid="stMain"] :is(p, h1, h2, h3, button, input, label, .annotation)')) {
            const box = text.getBoundingClientRect();
            if (box.width && box.right > edge && !text.closest('table, [role="grid"]'))
              wide.push(text.textContent.slice(0, 40) || text.tagName);
          }
          return wide;
        }"""
    )


def faint(visit) -> list[str]:
    """Text whose contrast is below WCAG AA, with its ratio."""
    return visit.page.evaluate(_FAINT)
