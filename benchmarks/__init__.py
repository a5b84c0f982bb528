"""Measurements that need no test runner: ``python -m benchmarks.<name>``."""
