"""The plain values that flow through the pipeline. No I/O, no language model."""
