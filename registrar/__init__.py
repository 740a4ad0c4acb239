"""The pen: the only code that writes `policy_data`.

It keeps comments and the order of keys, writes all files of a command or none, and refuses what would not pass.
"""
