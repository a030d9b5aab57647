"""The static classes that place things on the agenda grid, so that no style is ever written in a page."""

from foundation.web.components.grid import LANES, LAST_ROW

_HEAD = "/* Written by grid_css(): rows of five minutes from midnight, spans, twelfths of a column. */"


def grid_css() -> str:
    """`.r-108` starts at 9 h, `.s-4` lasts 20 minutes; `.de-8` and `.n-10` are the hours shown."""
    rules = [_HEAD, "@media print, (min-width:48em){"]
    rules += [f".r-{row}{{grid-row-start:{row + 2}}}" for row in range(LAST_ROW)]
    rules += [f".s-{span}{{grid-row-end:span {span}}}" for span in range(1, LAST_ROW + 1)]
    rules += [f".v-{lane}{{grid-column-start:{lane}}}" for lane in range(1, LANES + 1)]
    rules += [f".w-{width}{{grid-column-end:span {width}}}" for width in range(1, LANES + 1)]
    rules += [f".de-{hour}{{--de:{hour * 12 + 1}}}" for hour in range(24)]
    rules += [f".n-{hours}{{--n:{hours * 12}}}" for hours in range(1, 25)]
    return "\n".join([*rules, "}"]) + "\n"
