"""This user's own layer over a case, in print."""
