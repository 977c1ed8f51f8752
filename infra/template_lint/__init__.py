"""Lints template.yaml, before and after SAM has translated it."""
