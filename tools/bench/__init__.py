"""The bench: how fast the program is next to the bare interpreter and to three programs like it. `make bench` runs it.

It measures whole processes of the installed wheel. It decides nothing and fails no build: the figures are for reading.
"""
