"""Nothing gets lost: copies that are known to be good, and turns for what two would spoil."""
