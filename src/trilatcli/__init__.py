"""trilat: the reference to U.S.-Japan-Republic of Korea trilateral diplomacy on the command line."""

__version__ = "1.0.0"
