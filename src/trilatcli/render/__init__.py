"""Writers: shapes to a terminal, a pipe or Markdown; records to JSON, JSON Lines, CSV and TSV."""
