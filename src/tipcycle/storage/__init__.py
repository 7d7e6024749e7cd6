"""The files on disk: places, text to blocks and back, and the only code that writes."""
