-- Registers (deals, deposits, policy events, companies, own types), rates between currencies, and merged copies; and
-- the orders of long lists.

-- A type of record as this project has it. The types that are shipped lie in resources/registers; a row with the key
-- of one takes its place, or hides it. `one` is what a single record is called; `fields` is JSON of its fields in order
-- (key, title, kind, choices, …), `cues` JSON of what suggests such a record.
CREATE TABLE record_type (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  guid TEXT NOT NULL UNIQUE,
  key TEXT NOT NULL UNIQUE,
  title TEXT NOT NULL,
  one TEXT NOT NULL,
  fields TEXT NOT NULL,
  cues TEXT NOT NULL,
  hidden INTEGER NOT NULL DEFAULT 0 CHECK (hidden IN (0, 1)),
  changed_at TEXT NOT NULL,
  changed_by TEXT NOT NULL
) STRICT;

-- A deal, a deposit …: `type` is the key of its type, `name` what it is called in lists.
CREATE TABLE record (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  guid TEXT NOT NULL UNIQUE,
  type TEXT NOT NULL,
  name TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  changed_by TEXT NOT NULL
) STRICT;

CREATE INDEX record_of_type ON record (type, name);

-- What a field of a record holds, and the words that say so. A field may hold several: two sources may say different
-- things. `value` is JSON: a text, {"date"} in EDTF, {"amount": [qualifier, low, high, step], "unit", "text"}, or
-- {"record": guid, "name"}; 'not stated' says that it was looked for and is in no source. The evidence is a figure, or
-- a stretch of a source's text at its `version`, or nothing yet; `quote` are its words. `source` is what the source was
-- called, once it was taken out of the project.
CREATE TABLE record_value (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  guid TEXT NOT NULL UNIQUE,
  record_id INTEGER NOT NULL REFERENCES record (id),
  field TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('stated', 'not stated', 'does not apply')),
  value TEXT NOT NULL,
  figure_id INTEGER REFERENCES figure (id),
  article_id INTEGER REFERENCES article (id),
  version INTEGER CHECK (version >= 1),
  start INTEGER CHECK (start >= 0),
  stop INTEGER CHECK (stop >= start),
  quote TEXT NOT NULL DEFAULT '',
  source TEXT NOT NULL DEFAULT '',
  changed_at TEXT NOT NULL,
  changed_by TEXT NOT NULL,
  CHECK ((state = 'stated') = (value <> '')),
  CHECK (figure_id IS NULL OR article_id IS NULL),
  CHECK ((article_id IS NULL) = (start IS NULL)),
  CHECK ((article_id IS NULL) = (stop IS NULL)),
  CHECK ((article_id IS NULL) = (version IS NULL))
) STRICT;

CREATE INDEX record_value_record ON record_value (record_id, field);
CREATE INDEX record_value_figure ON record_value (figure_id) WHERE figure_id IS NOT NULL;
CREATE INDEX record_value_article ON record_value (article_id) WHERE article_id IS NOT NULL;

-- What one unit of a currency cost in another on a day, as the analyst typed it, and where it was read.
CREATE TABLE rate (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  guid TEXT NOT NULL UNIQUE,
  currency TEXT NOT NULL,
  other TEXT NOT NULL CHECK (other <> currency),
  day TEXT NOT NULL,
  value TEXT NOT NULL,
  source TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  changed_by TEXT NOT NULL,
  UNIQUE (currency, other, day)
) STRICT;

-- A colleague's copy of this project that was merged into it: its state as a hash, the last step of its history then,
-- the last step that both histories had in common (each empty: none), JSON of the guids there by which it knows what
-- is here under another guid, and JSON of what was taken and how far the two agreed.
CREATE TABLE merge (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  guid TEXT NOT NULL UNIQUE,
  file_name TEXT NOT NULL,
  state_sha256 TEXT NOT NULL UNIQUE CHECK (length(state_sha256) = 64),
  step TEXT NOT NULL,
  base TEXT NOT NULL,
  same TEXT NOT NULL,
  report TEXT NOT NULL,
  merged_at TEXT NOT NULL,
  merged_by TEXT NOT NULL
) STRICT;

-- What both had changed differently: a row of a table by its guid; JSON of what differs of it as it was in the common
-- state, is here and is there (null: no such row), with who changed it last. References are guids, versions the hashes
-- of their texts, and a part of a JSON column stands under "column/part". Open until somebody says which holds.
CREATE TABLE difference (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  guid TEXT NOT NULL UNIQUE,
  merge_id INTEGER NOT NULL REFERENCES merge (id),
  table_name TEXT NOT NULL,
  row_guid TEXT NOT NULL,
  base TEXT,
  ours TEXT,
  theirs TEXT,
  settled TEXT CHECK (settled IN ('ours', 'theirs', 'otherwise')),
  changed_at TEXT NOT NULL,
  changed_by TEXT NOT NULL
) STRICT;

CREATE INDEX difference_merge ON difference (merge_id);

-- Lists of figures by value, by the number of their doubts and by how little is known of them: each in the very words
-- of its order in store/queries.py, for only then is nothing sorted. By value is written otherwise than in figure_value,
-- which finds figures by their bounds and must not be passed over for this one.
CREATE INDEX figure_by_value ON figure (coalesce(CAST(high AS REAL), CAST(low AS REAL)) DESC, article_id, full_start);
CREATE INDEX figure_by_doubts ON figure (length(doubts) - length(replace(doubts, '"', '')) DESC, article_id, full_start);
CREATE INDEX figure_by_confidence ON figure (
  (length(doubts) - length(replace(doubts, '"', ''))) / 2 + (anchor_score IS NOT NULL) + (measure IS NULL)
    + (subject IS NULL) + (unit IS NULL) + (period IS NULL) DESC, article_id, full_start
);
