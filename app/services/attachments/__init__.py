"""Attachments: files that live in the vault, whatever they hang on."""
