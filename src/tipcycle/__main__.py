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
    _import_msgspec()
    from tipcycle.cli.main import run

    code = run(argv)
    gc.freeze()  # otherwise the interpreter searches all modules for garbage before it exits: 15 % of a short run
    return code


def _import_msgspec() -> None:
    """Import msgspec without typing_extensions, which takes half as long to import as the interpreter takes to start.

    msgspec falls back to `typing`, which has the same names since Python 3.11.
    """
    missing = sys.modules.setdefault("typing_extensions", None) is None  # type: ignore[arg-type]  # as if not installed
    import msgspec  # noqa: F401

    if missing:
        del sys.modules["typing_extensions"]


if __name__ == "__main__":
    main()
