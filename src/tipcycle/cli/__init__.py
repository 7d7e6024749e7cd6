"""The edge: reads the world, asks the core, saves, shows."""
