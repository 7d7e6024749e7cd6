"""What grows: strength, what holds, what stays. Side by side, never one number (docs/rules.md §3–5)."""
