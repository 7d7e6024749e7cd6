"""What a command may add to a journal: `journal -> change`, or a refusal that says why."""
