"""tipcycle: pick five tips for two months and check in once a week."""

__version__ = "1.0.0rc1"
