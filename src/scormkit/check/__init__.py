"""Checks what somebody has: packages by any tool, our own ones, questions, and sources.

Each kind stands in a module of its own: what is not asked for is not loaded.
"""
