"""One file a command: load, ask the core, save, show."""
