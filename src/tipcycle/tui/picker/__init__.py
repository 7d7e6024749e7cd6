"""The full-screen picker: is given what lies on the shelf, returns a choice, saves nothing.

`app.choose` opens the screen and is the only way to Textual; `model` is the choice itself, without a screen.
"""
