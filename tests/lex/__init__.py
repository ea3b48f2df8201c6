"""Tests of the local Amazon Lex V2."""
