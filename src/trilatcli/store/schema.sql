-- The database of trilat. Built from data/records/ by `trilat data build`; never edited by hand.
-- Dates are text: YYYY, YYYY-MM or YYYY-MM-DD, no more precision than is known, local to the venue.

-- Facts about this database: schema (version of this file), data_version, as_of, out_of_scope and known_gaps (JSON lists).
CREATE TABLE meta (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Every record of every kind, once. `n` is its place in the standing order (kind, then newest first); it may change between builds.
CREATE TABLE records (
  n INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,               -- official, topic, series, instrument, organization, event, document, point
  id TEXT NOT NULL,                 -- readable and permanent; a point's is OWNER:KEY
  title TEXT NOT NULL,
  date TEXT,                        -- as precise as known; NULL where the kind has none or it is unknown
  first_day TEXT,                   -- the first whole day that the date can mean
  last_day TEXT,                    -- the last whole day, of the end where there is one
  record TEXT NOT NULL,             -- the published record as JSON, as `--json` prints it
  UNIQUE (kind, id)
) STRICT;
CREATE INDEX records_by_id ON records (id);
CREATE INDEX records_by_day ON records (kind, first_day);

-- The topics, in a taxonomy of two levels.
CREATE TABLE topics (
  id TEXT PRIMARY KEY,
  title TEXT NOT NULL,
  parent TEXT REFERENCES topics (id),
  overview TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Recurring meetings.
CREATE TABLE series (
  id TEXT PRIMARY KEY,
  title TEXT NOT NULL,
  level TEXT,
  overview TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Resolutions, agreements, initiatives and statements that documents refer to.
CREATE TABLE instruments (
  id TEXT PRIMARY KEY,
  title TEXT NOT NULL,
  type TEXT NOT NULL,               -- resolution, agreement, initiative, statement, arrangement, framework
  symbol TEXT,                      -- e.g. S/RES/2270 (2016)
  date TEXT,
  overview TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Bodies, forums and programs that documents refer to.
CREATE TABLE organizations (
  id TEXT PRIMARY KEY,
  title TEXT NOT NULL,
  type TEXT NOT NULL,
  overview TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- People: those who took part and those only spoken of.
CREATE TABLE officials (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,               -- published English spelling, in its published order
  family TEXT NOT NULL,
  given TEXT,
  native_name TEXT,                 -- kanji or hangul
  country TEXT NOT NULL,            -- ISO 3166 code
  took_part INTEGER NOT NULL        -- 1: took part in an event; 0: only spoken of
) STRICT, WITHOUT ROWID;

-- Offices that officials held.
CREATE TABLE offices (
  official TEXT NOT NULL REFERENCES officials (id),
  position INTEGER NOT NULL,        -- order in the record, oldest first
  title TEXT NOT NULL,
  organization TEXT,
  since TEXT,
  until TEXT,
  PRIMARY KEY (official, position)
) STRICT, WITHOUT ROWID;

-- Meetings, calls, exercises and acts of the three.
CREATE TABLE events (
  id TEXT PRIMARY KEY,
  title TEXT NOT NULL,
  summary TEXT NOT NULL,
  date TEXT,
  end_date TEXT,
  window TEXT,                      -- EARLIEST..LATEST of an undated event
  date_basis TEXT NOT NULL,         -- stated, document, derived, external
  level TEXT NOT NULL,
  series TEXT REFERENCES series (id),
  round INTEGER,                    -- only where a source numbers it
  status TEXT NOT NULL,             -- held, announced, cancelled
  scope TEXT NOT NULL,              -- trilateral, element, context
  city TEXT,
  country TEXT,
  venue TEXT,
  mode TEXT,                        -- in-person, virtual, phone, hybrid, written; NULL: not known
  confidence TEXT NOT NULL          -- confirmed, single-source
) STRICT, WITHOUT ROWID;

-- Who took part in an event.
CREATE TABLE participants (
  event TEXT NOT NULL REFERENCES events (id),
  position INTEGER NOT NULL,
  official TEXT REFERENCES officials (id),
  country TEXT NOT NULL,
  office TEXT,                      -- the office held that day
  role TEXT NOT NULL,               -- head, member, host, convener, observer
  PRIMARY KEY (event, position)
) STRICT, WITHOUT ROWID;

-- Published texts.
CREATE TABLE documents (
  id TEXT PRIMARY KEY,
  title TEXT NOT NULL,
  type TEXT NOT NULL,
  date TEXT NOT NULL,
  dateline TEXT,
  joint INTEGER NOT NULL,           -- 1: issued by the three together
  url TEXT,
  archived TEXT,
  coverage TEXT NOT NULL            -- full, part, none: how much of it the points cover
) STRICT, WITHOUT ROWID;

-- Which document was issued at which event.
CREATE TABLE document_events (
  document TEXT NOT NULL REFERENCES documents (id),
  event TEXT NOT NULL REFERENCES events (id),
  PRIMARY KEY (document, event)
) STRICT, WITHOUT ROWID;

-- Sourced facts: of a document's paragraph, or of an event.
CREATE TABLE points (
  id TEXT PRIMARY KEY,
  document TEXT REFERENCES documents (id),
  event TEXT REFERENCES events (id),
  paragraph INTEGER,                -- n-th non-empty line of the document, from 1; 0: only a summary was seen
  type TEXT NOT NULL,               -- commitment, position, condemnation, endorsement, outcome, background, reference
  date TEXT,
  text TEXT NOT NULL,
  CHECK ((document IS NULL) <> (event IS NULL))
) STRICT, WITHOUT ROWID;

-- Where records are written: one row for each source of each record.
CREATE TABLE sources (
  n INTEGER NOT NULL REFERENCES records (n),
  position INTEGER NOT NULL,
  title TEXT NOT NULL,
  publisher TEXT NOT NULL,
  url TEXT,
  locator TEXT,
  official INTEGER NOT NULL,        -- 1: a government's own page or archive, or a document of the three
  checked TEXT,
  PRIMARY KEY (n, position)
) STRICT, WITHOUT ROWID;

-- Disagreements between sources, one row for each side.
CREATE TABLE disputes (
  n INTEGER NOT NULL REFERENCES records (n),
  field TEXT NOT NULL,
  value TEXT NOT NULL,
  publishers TEXT NOT NULL,
  note TEXT
) STRICT;

-- Names of officials in every script and spelling.
CREATE TABLE names (
  official TEXT NOT NULL REFERENCES officials (id),
  name TEXT NOT NULL,
  script TEXT NOT NULL,             -- en, ja, kana, ko, hanja
  PRIMARY KEY (official, script, name)
) STRICT, WITHOUT ROWID;

-- What a record can be filtered by: facet is kind, type (of a point), topic, official, country, level, series or place.
CREATE TABLE facets (
  facet TEXT NOT NULL,
  value TEXT NOT NULL,              -- an id; for place the key of a city or country
  n INTEGER NOT NULL REFERENCES records (n),
  PRIMARY KEY (facet, value, n)
) STRICT, WITHOUT ROWID;

-- Links that records make: a point mentions an instrument, an event lists a document ...
CREATE TABLE links (
  n INTEGER NOT NULL REFERENCES records (n),
  relation TEXT NOT NULL,           -- mentions, about, topic
  target TEXT NOT NULL,
  PRIMARY KEY (n, relation, target)
) STRICT, WITHOUT ROWID;
CREATE INDEX links_by_target ON links (target, relation);

-- Ways to name a record, as comparison keys without spaces.
CREATE TABLE aliases (
  key TEXT NOT NULL,
  target TEXT NOT NULL,             -- KIND:ID; kinds also level and country
  strength INTEGER NOT NULL,        -- 5 id, 4 title or full name, 3 alias, 2 stemmed alias, 1 part of a name, 0 romanization code
  way TEXT NOT NULL,                -- exact, synonym, name, native
  PRIMARY KEY (key, target)
) STRICT, WITHOUT ROWID;

-- Ids that were renamed.
CREATE TABLE renamed (
  old TEXT PRIMARY KEY,
  new TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Countries and levels: what they are called.
CREATE TABLE terms (
  kind TEXT NOT NULL,               -- country, level
  id TEXT NOT NULL,
  position INTEGER NOT NULL,
  title TEXT NOT NULL,
  PRIMARY KEY (kind, id)
) STRICT, WITHOUT ROWID;

-- The words of the record with their stems and the number of records they stand in.
CREATE TABLE words (
  word TEXT PRIMARY KEY,
  stem TEXT NOT NULL,
  records INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX words_by_stem ON words (stem);

-- The texts that search reads, as `word/stem` pairs between spaces, by field; `day` is for ranking by recency.
CREATE TABLE texts (
  n INTEGER PRIMARY KEY REFERENCES records (n),
  title TEXT NOT NULL,
  names TEXT NOT NULL,
  body TEXT NOT NULL,
  tags TEXT NOT NULL                -- what the record is tied to, one token each: xr12 record 12, xlevelenvoy, xd201609 (a date)
) STRICT;

-- Full-text index over stems; rowid is records.n. `deep` holds texts that stand in records of their own (a document's points).
CREATE VIRTUAL TABLE texts_fts USING fts5 (
  title, names, body, deep, tags,
  content = '', detail = 'column', columnsize = 0, tokenize = 'unicode61 remove_diacritics 0'
);
