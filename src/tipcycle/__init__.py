"""tipcycle: pick five tips for two months and check in once a week."""

__version__ = "0.1.0"
