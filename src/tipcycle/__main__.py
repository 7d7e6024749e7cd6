"""The console script: an answer that still stands is given again at once, everything else is worked out."""

import sys

from tipcycle.cli.recall import WHOLE, asked, recall


def main() -> None:
    """Runs the command line of this process and ends it with the exit code."""
    try:
        sys.exit(_run(sys.argv[1:]))
    except KeyboardInterrupt:  # before there is anything that could say so
        sys.exit(130)


def _run(argv: list[str]) -> int:
    asking = asked(argv)
    recalled = recall(asking) if asking else None
    if recalled == WHOLE:
        return 0
    from tipcycle.cli.main import run

    return run(argv, asking=asking, shown=recalled is not None)


if __name__ == "__main__":
    main()
