"""The two full-screen conversations: picking five tips and the weekly check-in. They return a choice and never save."""
