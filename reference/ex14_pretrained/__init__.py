"""What is trusted in exercise 14: Pretrained networks: eyes that somebody else has trained."""
