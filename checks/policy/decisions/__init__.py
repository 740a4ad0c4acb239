"""What was decided: frozen versions, how a document read when it was decided, and its history."""
