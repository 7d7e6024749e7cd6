"""The cycle review as terminal text, Markdown, HTML data and Typst data."""
