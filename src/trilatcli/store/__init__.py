"""All SQL lives here: the schema, the build, the open database, the queries."""
