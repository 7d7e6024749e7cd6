"""tipcycle: five tips, two months, one weekly look back."""

__version__ = "0.1.0"
