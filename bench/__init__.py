"""Benchmarks; `make bench` prints them all."""
