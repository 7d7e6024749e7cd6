"""Benchmark: time the program next to the bare interpreter and three similar programs (`make bench`).

It runs whole processes of the installed wheel. It never fails the build: the figures are for reading.
"""
