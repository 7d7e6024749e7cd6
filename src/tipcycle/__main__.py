"""Entry point of the console script: print the cached output if it is valid, otherwise run the command line."""

import sys

from tipcycle.cli.response_cache import COMPLETE_OUTPUT, cache_key, print_cached


def main() -> None:
    """Run the command line of this process and exit with its exit code."""
    try:
        sys.exit(_run(sys.argv[1:]))
    except KeyboardInterrupt:  # during the imports, before `cli.main.run` can report it
        sys.exit(130)


def _run(argv: list[str]) -> int:
    key = cache_key(argv)
    extent = print_cached(key) if key else None
    if extent == COMPLETE_OUTPUT:
        return 0
    from tipcycle.cli.main import run

    return run(argv, cache_key=key, already_shown=extent is not None)


if __name__ == "__main__":
    main()
