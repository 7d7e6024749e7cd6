"""Calls of the Windows API for the environment of a run. Only `cli.environment` imports it, and only on Windows."""

import ctypes
from typing import Any

_MAX_LOCALE_NAME = 85
_STDOUT_HANDLE = -11
_VIRTUAL_TERMINAL_PROCESSING = 0x0004


def _kernel() -> Any:
    return ctypes.WinDLL("kernel32", use_last_error=True)  # type: ignore[attr-defined, unused-ignore]


def windows_locale_name() -> str:
    """Return the locale that the user chose in Windows, such as `nl-BE`; empty if Windows does not know it."""
    buffer = ctypes.create_unicode_buffer(_MAX_LOCALE_NAME)
    return buffer.value if _kernel().GetUserDefaultLocaleName(buffer, _MAX_LOCALE_NAME) else ""


def enable_escape_sequences() -> bool:
    """Make the console of stdout interpret escape sequences. Return False if it cannot, so that colour stays off."""
    kernel = _kernel()
    kernel.GetStdHandle.restype = ctypes.c_void_p
    handle = ctypes.c_void_p(kernel.GetStdHandle(_STDOUT_HANDLE))
    mode = ctypes.c_uint32()
    if not kernel.GetConsoleMode(handle, ctypes.byref(mode)):
        return False
    return bool(kernel.SetConsoleMode(handle, mode.value | _VIRTUAL_TERMINAL_PROCESSING))
