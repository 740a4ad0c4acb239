"""The typed model: what a policy, its documents and its register of accounts consist of. All of it is frozen.

Field names are the keys of the YAML files (a trailing underscore hides a Python keyword). What a field means to an
editor stands in `checks/schemas/`.
"""
