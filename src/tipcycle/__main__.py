"""The console script: an answer that still stands is given again at once, everything else is worked out."""

import sys

from tipcycle.cli.recall import WHOLE, asked, recall


def main() -> None:
    """Runs the command line of this process and ends it with the exit code."""
    asking = asked(sys.argv[1:])
    recalled = recall(asking) if asking else None
    if recalled == WHOLE:
        sys.exit(0)
    from tipcycle.cli.main import run

    sys.exit(run(sys.argv[1:], asking=asking, shown=recalled is not None))


if __name__ == "__main__":
    main()
