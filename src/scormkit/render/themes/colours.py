"""Contrast of colours, by WCAG 2.2."""

from __future__ import annotations

READABLE = 4.5  # of text, 1.4.3
_WHITE = "#FFFFFF"
_DARK_INK = "#0B1420"


def contrast(one: str, other: str) -> float:
    """Give the contrast ratio of two colours ``#RRGGBB``, 1 to 21."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def ink(ground: str) -> str:
    """Give what is easier to read on a colour: white or nearly black."""
    return max(_WHITE, _DARK_INK, key=lambda colour: contrast(colour, ground))


def lightened(colour: str, ground: str, wanted: float) -> str:
    """Mix a colour with white until it can be read on dark ground."""
    channels = _channels(colour)
    for step in range(21):
        mixed = [round(c + (255 - c) * step / 20) for c in channels]
        made = "#" + "".join(f"{c:02X}" for c in mixed)
        if contrast(made, ground) >= wanted:
            break
    return made


def _channels(colour: str) -> list[int]:
    return [int(colour[i : i + 2], 16) for i in (1, 3, 5)]


def _luminance(colour: str) -> float:
    parts = [c / 255 for c in _channels(colour)]
    linear = 0.04045  # below it the curve of sRGB is a straight line
    red, green, blue = (p / 12.92 if p <= linear else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
