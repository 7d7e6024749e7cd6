"""Full-screen interfaces: the tip picker and the weekly check-in. They return the input and never save it."""
