"""The text of a Textual app."""

from typing import Any

from textual.app import App


def screen_text(app: App[Any]) -> str:
    """Return the text on the screen of an app."""
    width, _height = app.size
    strips = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip)[:width].rstrip() for strip in strips)
