"""What is trusted in exercise 15: Transfer learning: new classes for eyes that can already see."""
