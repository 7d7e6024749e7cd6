"""Journal files on disk: paths, the TOML format, loading and saving. The only package that writes files."""
