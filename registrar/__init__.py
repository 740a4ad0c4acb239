"""The pen: the only code that writes `policy_data`. It keeps comments, writes all or nothing, and refuses what won't pass."""
