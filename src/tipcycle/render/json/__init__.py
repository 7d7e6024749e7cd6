"""Builders of the JSON documents (docs/reference/json.md). `contract` has their types, with the same module names.

This package re-exports nothing, so that a command imports only the module it needs.
"""
