"""Drawing with Vega-Lite: marks at data positions -> one clean SVG element, the same bytes on every machine.

vl-convert renders a specification without a browser and without a network. What depends on a machine's fonts
(the measuring of labels) is kept out of the picture: all margins are given and no label is laid out by Vega.
What it writes is tidied: colours become classes, so that the page's style gives them for light and dark;
links become links inside this page; texts of two languages become two spans.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from extractor.model.errors import UsageError
from extractor.report.wording import Both

VEGA_LITE = "6.4"
INKS = ("ink", "soft", "line", "money", "ranking", "laboratory", "post", "figure", "alone", "paper", "band")
_HEX = {name: f"#0000{number + 16:02x}" for number, name in enumerate(INKS)}
_NAMES = {value: name for name, value in _HEX.items()}
_ZH, _EN, _END = "\ue000", "\ue001", "\ue002"
_LONG = re.compile(r"-?\d+\.\d{3,}(?:e-?\d+)?")
Row = dict[str, Any]


def packed(text: Both | str) -> str:
    """A text for a mark; unpacked again when the SVG is tidied."""
    if isinstance(text, str) or text.zh == text.en:
        return text if isinstance(text, str) else text.zh
    return f"{_ZH}{text.zh}{_EN}{text.en}{_END}"


class Canvas:
    """A drawing of `width` × `height` inside its margins. y is in pixels from above; x by the scale.

    `scale` is a Vega-Lite scale: `{"type": "point", "domain": [...]}`, log or linear; None is pixels.
    """

    def __init__(self, width: int, height: int, *, left: int = 0, right: int = 0, bottom: int = 0,
                 scale: dict[str, Any] | None = None) -> None:  # fmt: skip
        self.width, self.height = width, height
        self._margins = {"left": left, "right": right, "top": 0, "bottom": bottom}
        self._inner = (width - left - right, height - bottom)
        self._scale = {"nice": False, "zero": False, **(scale or {"type": "linear", "domain": [0, self._inner[0]]})}
        if self._scale["type"] in ("point", "band"):
            self._scale = {key: value for key, value in self._scale.items() if key not in ("nice", "zero")}
        self._layers: list[dict[str, Any]] = []

    @property
    def inner(self) -> int:
        """The width between the margins."""
        return self._inner[0]

    def symbols(self, rows: Iterable[Row], *, size: int, shape: str = "circle", hollow: bool = False) -> None:
        """Points: x, y, ink, href, tip."""
        mark = {"type": "point", "shape": shape, "size": size, "opacity": 1, "filled": not hollow, "strokeWidth": 2}
        self._add(mark, rows)

    def bars(self, rows: Iterable[Row], *, corner: int = 0) -> None:
        """Rectangles from (x, y) to (x2, y2): ink, href, tip."""
        self._add({"type": "rect", "cornerRadius": corner, "opacity": 1}, rows, ranged=True)

    def columns(self, rows: Iterable[Row], *, width: float) -> None:
        """Rectangles `width` pixels wide around x, from y to y2: ink, href, tip."""
        self._add({"type": "rect", "width": width, "opacity": 1}, rows, tall=True)

    def rules(self, rows: Iterable[Row], *, width: float = 1, dash: bool = False) -> None:
        """Lines from (x, y) to (x2, y2): ink."""
        mark = {"type": "rule", "strokeWidth": width, "opacity": 1, "aria": False}
        self._add({**mark, "strokeDash": [3, 3]} if dash else mark, rows, ranged=True)

    def texts(self, rows: Iterable[Row], *, size: int = 12, align: str = "left", dx: float = 0,
              dy: float = 0, bold: bool = False) -> None:  # fmt: skip
        """Texts at (x, y), y their middle: text (a Both or a string), ink, href, tip."""
        mark = {
            "type": "text", "fontSize": size, "align": align, "baseline": "middle", "dx": dx, "dy": dy, "limit": 0,
            "fontWeight": "bold" if bold else "normal", "aria": False,
        }  # fmt: skip
        self._add(mark, ({**row, "text": packed(row["text"])} for row in rows))

    def _add(self, mark: dict[str, Any], rows: Iterable[Row], *, ranged: bool = False, tall: bool = False) -> None:
        values = [
            {**row, "ink": _HEX[row.get("ink", "ink")], "tip": packed(row.get("tip", "")), "href": row.get("href", "")}
            for row in rows
        ]
        if not values:
            return
        kind = "ordinal" if self._scale["type"] in ("point", "band") else "quantitative"
        y = {"domain": [self._inner[1], 0], "nice": False, "zero": False}
        encoding: dict[str, Any] = {
            "x": {"field": "x", "type": kind, "scale": self._scale, "axis": None, "sort": None},
            "y": {"field": "y", "type": "quantitative", "scale": y, "axis": None},
            "color": {"field": "ink", "type": "nominal", "scale": None},
        }
        if ranged:
            encoding["x2"] = {"field": "x2"}
        if ranged or tall:
            encoding["y2"] = {"field": "y2"}
        if "text" in values[0]:
            encoding["text"] = {"field": "text", "type": "nominal"}
        if any(value["href"] for value in values):
            encoding["href"] = {"field": "href", "type": "nominal"}
        if any(value["tip"] for value in values):
            encoding["description"] = {"field": "tip", "type": "nominal"}
        self._layers.append({"data": {"values": values}, "mark": mark, "encoding": encoding})

    def svg(self, label: Both, cls: str) -> Any:
        """The drawing as an element; `label` says what it shows to who cannot see it."""
        spec = {
            "$schema": "https://vega.github.io/schema/vega-lite/v6.json", "autosize": {"type": "none"},
            "width": self._inner[0], "height": self._inner[1], "padding": self._margins, "background": None,
            "config": {"view": {"stroke": None}, "aria": True}, "layer": self._layers,
        }  # fmt: skip
        root = _tidied(_render(spec))
        for name in ("width", "height"):
            root.attrib.pop(name, None)
        root.set("viewBox", f"0 0 {self.width} {self.height}")
        root.set("class", cls)
        root.set("role", "group")
        root.set("aria-label", f"{label.zh} / {label.en}")
        return root


def _render(spec: dict[str, Any]) -> str:
    try:
        import vl_convert
    except ImportError as error:
        raise UsageError(
            "the report is drawn by vl-convert, which is not installed; pip install 'extractor[report]'"
        ) from error
    svg: str = vl_convert.vegalite_to_svg(spec, vl_version=VEGA_LITE)
    return svg


_XLINK = "{http://www.w3.org/1999/xlink}href"
_DROPPED = ("role", "aria-roledescription", "aria-hidden", "pointer-events", "font-family", "stroke-miterlimit")


def _tidied(svg: str) -> Any:
    from lxml import etree

    root = etree.fromstring(svg.encode())
    for element in list(root.iter()):
        element.tag = etree.QName(element).localname
        if element.get("class") in ("background", "foreground") or element.tag == "rect":
            element.getparent().remove(element)
            continue
        _tidy(element)
    etree.cleanup_namespaces(root)
    return root


def _tidy(element: Any) -> None:
    inks = []
    for name in ("fill", "stroke"):
        ink = _NAMES.get(element.get(name, ""))
        if ink:
            inks.append(f"{name}-{ink}")
            del element.attrib[name]
    element.attrib.pop("class", None)
    if element.tag == "path" and inks and not any(one.startswith("fill") for one in inks):
        inks.append("fill-paper")  # a hollow point hides the line behind it, and its middle can be clicked too
    if inks:
        element.set("class", " ".join(inks))
    for name in _DROPPED:
        element.attrib.pop(name, None)
    if element.get("opacity") == "1":
        del element.attrib["opacity"]
    for name in ("d", "transform", "x2", "y2"):
        if name in element.attrib:
            element.set(name, _LONG.sub(lambda number: f"{float(number.group()):.2f}", element.get(name)))
    if element.tag == "a":
        element.set("href", "#" + element.attrib.pop(_XLINK).partition("#")[2])
    _say(element)


def _say(element: Any) -> None:
    """What a mark is: its description as a title, its text in both languages."""
    from extractor.report.markup import el

    said = element.attrib.pop("aria-label", None)
    if said and element.tag != "svg":
        title = el("title", " / ".join(dict.fromkeys(_unpacked(said))))
        title.tail, element.text = element.text, None
        element.insert(0, title)
    if element.tag == "text" and element.text and element.text.startswith(_ZH):
        zh, en = _unpacked(element.text)
        element.text = None
        element.append(el("tspan", zh, cls="zh", lang="zh-Hant-HK"))
        element.append(el("tspan", en, cls="en", lang="en"))


def _unpacked(text: str) -> tuple[str, str]:
    if not text.startswith(_ZH):
        return text, text
    zh, _, en = text[1:].removesuffix(_END).partition(_EN)
    return zh, en
