"""Tests of the edge: the program as it is typed, piped and shown on a terminal."""
