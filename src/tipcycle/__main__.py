"""Entry point of the console script: print the shell prompt from its stamp if possible, else run the command line."""

import gc
import sys

from tipcycle.cli.prompt_stamp import print_from_stamp


def main() -> None:
    """Run the command line of this process and exit with its exit code."""
    try:
        sys.exit(_run(sys.argv[1:]))
    except KeyboardInterrupt:  # during the imports, before `cli.main.run` can report it
        sys.exit(130)


def _run(argv: list[str]) -> int:
    if argv == ["prompt"] and print_from_stamp():
        return 0
    gc.set_threshold(50_000)  # collecting garbage during the imports takes 5 % of a short run
    from tipcycle.cli.main import run

    code = run(argv)
    gc.freeze()  # otherwise the interpreter searches all modules for garbage before it exits: 15 % of a short run
    return code


if __name__ == "__main__":
    main()
