"""The values that a key of a block can hold, by the names that `journal.shapes` reads and writes them by."""

from datetime import date

from tipcycle.core.weeks import Week

CycleWeeks = int
"""How many weeks a cycle has, 8 or 9."""
Monday = date
"""The date of a Monday."""
Numbers = tuple[int, ...]
Weeks = tuple[Week, ...]
Ids = tuple[str, ...]
Tip = int
"""The number of a tip: 1–101 in the catalogue, from 201 on the manager's own."""
Scale = int
"""A felt answer, 1–5."""
Language = str
"""`en` or `nl`."""
Counts = tuple[int, ...]
"""Five numbers: how many answered 1, 2, 3, 4, 5."""
Marks = str
"""Eight signs: `y`, `n` or `?`."""
Weekday = str
"""`monday` … `sunday`."""
Spiral = str
"""`culture`, `experience`, `loyalty` or `reputation`."""

SPIRAL = ("culture", "experience", "loyalty", "reputation")
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
FIVE = 5
SCALE = range(1, 6)
"""What a felt answer can be."""
QUESTIONS = 8
"""How many a reflection asks."""
