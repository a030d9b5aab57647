"""One maker per noun, in the current administration; what matters to a test is an argument."""
