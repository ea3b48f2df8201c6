"""The pinned DynamoDB-compatible server, and its installation."""
