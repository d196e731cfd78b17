"""Measures habitd and habitctl beside the floors of the same machine in the same minutes. Standard library only."""
