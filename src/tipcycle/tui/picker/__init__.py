"""Full-screen tip picker: takes a `PickerData` and returns a `PickerResult`. Never saves.

`app.run_picker` is the entry point; importing it loads Textual. `model` contains the selection logic, without a
terminal.
"""
