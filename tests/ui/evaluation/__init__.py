"""Tests of the page on which the evaluation is written."""
