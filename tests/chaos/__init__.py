"""What was promised is kept while servers and workers are killed: real processes, and data of their own."""
