"""The record page: a register described as data becomes list, form, history and acts."""
