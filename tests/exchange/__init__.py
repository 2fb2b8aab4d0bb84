"""Tests of files of other software, in and out."""
