# Into tests/test_database.py once open_database reads 64 KiB pages and quotes non-ASCII paths.
def test_pages_of_64_kibibytes_are_counted(tmp_path: Path, copy: Path) -> None:
    with closing(sqlite3.connect(copy)) as connection:
        connection.execute("PRAGMA page_size = 65536")
        connection.execute("VACUUM")
    open_database(copy).close()


# more names for test_a_database_opens_under_any_name: "海底ケーブル.db", "해저.db", "é.db"
