"""The trainee's layer in the window: highlights, notes beside the text, answers, progress."""
