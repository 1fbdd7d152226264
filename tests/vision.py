"""How colors differ to the eye: WCAG contrast, CIEDE2000, and the three kinds of dichromacy.

Machado, Oliveira and Fernandes, "A Physiologically-based Model for Simulation of Color Vision
Deficiency" (2009), severity 1; Brettel, Viénot and Mollon, "Computerized simulation of color
appearance for dichromats" (1997), as two half-planes in linear sRGB; Sharma, Wu and Dalal, "The
CIEDE2000 Color-Difference Formula" (2005).
"""

from collections.abc import Callable
from math import atan2, cos, degrees, exp, hypot, radians, sin, sqrt

Vector = tuple[float, float, float]
Matrix = tuple[Vector, Vector, Vector]

_D65 = (0.95047, 1.0, 1.08883)
_XYZ: Matrix = (
    (0.4124564, 0.3575761, 0.1804375),
    (0.2126729, 0.7151522, 0.0721750),
    (0.0193339, 0.1191920, 0.9503041),
)
MACHADO: dict[str, Matrix] = {
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
BRETTEL: dict[str, tuple[Vector, Matrix, Matrix]] = {
    "protanopia": (
        (0.00048, 0.00416, -0.00464),
        ((0.14510, 1.20165, -0.34675), (0.10447, 0.85316, 0.04237), (0.00429, -0.00603, 1.00174)),
        ((0.14115, 1.16782, -0.30897), (0.10495, 0.85730, 0.03776), (0.00431, -0.00586, 1.00155)),
    ),
    "deuteranopia": (
        (-0.00293, -0.00645, 0.00938),
        ((0.36198, 0.86755, -0.22953), (0.26099, 0.64512, 0.09389), (-0.01975, 0.02686, 0.99289)),
        ((0.37009, 0.88540, -0.25549), (0.25767, 0.63782, 0.10451), (-0.01950, 0.02741, 0.99209)),
    ),
    "tritanopia": (
        (0.03960, -0.02831, -0.01129),
        ((1.01354, 0.14268, -0.15622), (-0.01181, 0.87561, 0.13619), (0.07707, 0.81208, 0.11085)),
        ((0.93337, 0.19999, -0.13336), (0.05809, 0.82565, 0.11626), (-0.37923, 1.13825, 0.24098)),
    ),
}
"""The normal of the plane between the halves, and the matrix of each; the first is above it."""


def linear(color: str) -> Vector:
    """Return #RRGGBB as linear light from 0 to 1."""
    red, green, blue = (int(color[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return _linear(red), _linear(green), _linear(blue)


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colors by WCAG, from 1 to 21."""
    weights = (0.2126, 0.7152, 0.0722)
    bright, dark = sorted((_dot(weights, linear(one)), _dot(weights, linear(other))), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def sights() -> dict[str, Callable[[Vector], Vector]]:
    """Return every sight by name: what a color is, in linear light, to whoever has it."""

    def machado(name: str) -> Callable[[Vector], Vector]:
        return lambda color: _clipped(_times(MACHADO[name], color))

    def brettel(name: str) -> Callable[[Vector], Vector]:
        normal, above, below = BRETTEL[name]
        return lambda color: _clipped(_times(above if _dot(normal, color) >= 0 else below, color))

    found: dict[str, Callable[[Vector], Vector]] = {"normal": lambda color: color}
    for name in MACHADO:
        found[f"{name} (Machado)"] = machado(name)
        found[f"{name} (Brettel)"] = brettel(name)
    return found


def lab(color: Vector) -> Vector:
    """Return linear light as CIE L*a*b* under D65."""
    x, y, z = (_cube(part / white) for part, white in zip(_times(_XYZ, color), _D65, strict=True))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def difference(one: Vector, other: Vector) -> float:
    """Return how far two L*a*b* colors are apart by CIEDE2000."""
    mean = (hypot(*one[1:]) + hypot(*other[1:])) / 2
    more = 1.5 - 0.5 * sqrt(mean**7 / (mean**7 + 25**7))
    (c1, h1), (c2, h2) = _polar(more * one[1], one[2]), _polar(more * other[1], other[2])
    turn = 0.0 if c1 * c2 == 0 else (h2 - h1 + 180) % 360 - 180
    lightness, chroma = other[0] - one[0], c2 - c1
    hue = 2 * sqrt(c1 * c2) * sin(radians(turn / 2))
    l_mean, c_mean = (one[0] + other[0]) / 2, (c1 + c2) / 2
    h_mean = h1 + h2 if c1 * c2 == 0 else (h1 + turn / 2) % 360
    t = 1 - 0.17 * cos(radians(h_mean - 30)) + 0.24 * cos(radians(2 * h_mean))
    t += 0.32 * cos(radians(3 * h_mean + 6)) - 0.20 * cos(radians(4 * h_mean - 63))
    scale_l = 1 + 0.015 * (l_mean - 50) ** 2 / sqrt(20 + (l_mean - 50) ** 2)
    scale_c, scale_h = 1 + 0.045 * c_mean, 1 + 0.015 * c_mean * t
    rotation = -2 * sqrt(c_mean**7 / (c_mean**7 + 25**7))
    rotation *= sin(radians(60 * exp(-(((h_mean - 275) / 25) ** 2))))
    parts = (lightness / scale_l, chroma / scale_c, hue / scale_h)
    return sqrt(sum(part**2 for part in parts) + rotation * parts[1] * parts[2])


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def _cube(part: float) -> float:
    return part ** (1 / 3) if part > (6 / 29) ** 3 else part * 841 / 108 + 4 / 29


def _polar(a: float, b: float) -> tuple[float, float]:
    return hypot(a, b), degrees(atan2(b, a)) % 360


def _dot(one: Vector, other: Vector) -> float:
    return sum(a * b for a, b in zip(one, other, strict=True))


def _times(matrix: Matrix, color: Vector) -> Vector:
    first, second, third = matrix
    return _dot(first, color), _dot(second, color), _dot(third, color)


def _clipped(color: Vector) -> Vector:
    red, green, blue = (min(max(part, 0.0), 1.0) for part in color)
    return red, green, blue
