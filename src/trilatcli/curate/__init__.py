"""The maintainers' rooms: YAML to model, checks, and the model as published records."""
