"""Rule kinds: code that runs rules. One file each; `registry` finds them by name."""
