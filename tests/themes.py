"""The four themes, and the tints and inks that each kind of them draws with."""

from annotator.palette import DARK, DARK_CONTRAST, LIGHT, LIGHT_CONTRAST, LOOKS

TINTS = {
    "light": [look.light_tint for look in LOOKS.values()],
    "dark": [look.dark_tint for look in LOOKS.values()],
}
INKS = {
    "light": [look.light_ink for look in LOOKS.values()],
    "dark": [look.dark_ink for look in LOOKS.values()],
}
THEMES = {
    "light": (LIGHT, "light"),
    "dark": (DARK, "dark"),
    "light contrast": (LIGHT_CONTRAST, "light"),
    "dark contrast": (DARK_CONTRAST, "dark"),
}
