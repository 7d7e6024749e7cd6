"""The script that PyInstaller packs: it needs a file, and `tipcycle.__main__` must stay a module of its package."""

from tipcycle.__main__ import main

main()
