"""The world as SVG paths: Natural Earth's countries (1:110m), decoded from TopoJSON and laid flat.

Invariant: areas keep their proportions (Equal Earth: Šavrič, Patterson and Jenny 2018), so that no country looks larger than it is.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import asin, cos, radians, sin, sqrt

WIDTH, HEIGHT = 960.0, 440.0
_A = (1.340264, -0.081106, 0.000893, 0.003796)
_M = sqrt(3) / 2
_SCALE = WIDTH / 5.4133
_MIDDLE = 250.0
#: a step of longitude larger than this crosses the edge of the map
_ACROSS = 180.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """One country's outline."""

    #: ISO 3166-1 alpha-3; None for the few that have none
    code: str | None
    name: str
    #: path data of SVG, in the units of `WIDTH` and `HEIGHT`
    path: str


def project(longitude: float, latitude: float) -> tuple[float, float]:
    """Where a place lies on the map, from its degrees (WGS 84)."""
    theta = asin(_M * sin(radians(latitude)))
    squared = theta * theta
    sixth = squared**3
    x = 2 * sqrt(3) * radians(longitude) * cos(theta)
    x /= 3 * (9 * _A[3] * sixth * squared + 7 * _A[2] * sixth + 3 * _A[1] * squared + _A[0])
    y = theta * (_A[3] * sixth * squared + _A[2] * sixth + _A[1] * squared + _A[0])
    return round(WIDTH / 2 + x * _SCALE, 1), round(_MIDDLE - y * _SCALE, 1)


@cache
def countries() -> tuple[Country, ...]:
    """The countries of the world, without Antarctica."""
    topology = json.loads(files("onrecord").joinpath("world-110m.json").read_text(encoding="utf-8"))
    (scale_x, scale_y), (shift_x, shift_y) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        # each point is given as its distance from the last
        x = y = 0
        points = []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            points.append((x * scale_x + shift_x, y * scale_y + shift_y))
        arcs.append(points)
    found = []
    for shape in topology["objects"]["countries"]["geometries"]:
        if shape.get("id") == "ATA":
            continue
        polygons = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
        rings = [_ring(ring, arcs) for polygon in polygons for ring in polygon]
        path = "".join(_path(ring) for ring in rings)
        found.append(Country(code=shape.get("id"), name=shape["properties"]["name"], path=path))
    return tuple(found)


def _ring(numbers: list[int], arcs: list[list[tuple[float, float]]]) -> list[tuple[float, float]]:
    points: list[tuple[float, float]] = []
    for number in numbers:
        # ~number: the same arc, backwards
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points += arc[1:] if points else arc
    return points


def _path(ring: list[tuple[float, float]]) -> str:
    return "".join("M" + "L".join(f"{x:g},{y:g}" for x, y in part) + "Z" for part in _parts(ring) if len(part) > 2)


def _parts(ring: list[tuple[float, float]]) -> Iterator[list[tuple[float, float]]]:
    """A ring in the pieces into which the map's edge cuts it."""
    part: list[tuple[float, float]] = []
    last = None
    for longitude, latitude in ring:
        if last is not None and abs(longitude - last) > _ACROSS:
            yield part
            part = []
        point = project(longitude, latitude)
        if not part or part[-1] != point:
            part.append(point)
        last = longitude
    yield part
