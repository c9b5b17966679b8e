"""What things are: articles, analyses, mentions, values, records, warnings and errors.

The lowest room: it imports nothing from the rest of the package.
"""
