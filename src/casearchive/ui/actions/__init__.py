"""What can be done with what is shown: archives, cases, folders, files, and taking it back."""
