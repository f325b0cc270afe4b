"""What is trusted in exercise 6: Validation: how good is it on data it has never seen?."""
