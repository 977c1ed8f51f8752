"""Tries the local stack against the description of the API."""
