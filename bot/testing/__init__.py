"""Recorded conversations and question sets, run against any runtime that speaks Lex."""
