"""Measures of momentum: strength, figures over recent weeks, implemented tips, verdict (docs/rules.md §3–5)."""
