"""The rules of tipcycle: values in, values out.

Nothing in here reads a disk, a clock, an environment or a terminal; today is always an argument.
"""
