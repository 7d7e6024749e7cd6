"""What grows: strength, what holds, what stays. Side by side, never one number (momentum.md §3–5)."""
