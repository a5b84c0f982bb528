"""What a case is: mapped classes and pure rules."""
