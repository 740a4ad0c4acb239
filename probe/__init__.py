"""Register and reality: visits the accounts' addresses and the organisation's own pages, when somebody asks for it.

Only the door starts it. It reads the register, visits politely and tells what it saw; it judges nothing, writes nothing
and fails no build.
"""
