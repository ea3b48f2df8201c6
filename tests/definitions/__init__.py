"""Tests of reading, writing, comparing and checking Lex V2 exports."""
