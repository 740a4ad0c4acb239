"""The pen's commands for one account at a time: new, opened, snapshot, review, new name, closing."""
