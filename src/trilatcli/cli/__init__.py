"""The command line: parse, ask, view, write."""
