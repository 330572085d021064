-- The schema as the numbered files make it; written by `python -m workbench.core.store.migrations`.

CREATE TABLE article (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  guid TEXT NOT NULL UNIQUE,
  title TEXT NOT NULL,
  title_guess TEXT NOT NULL,
  publisher TEXT NOT NULL,
  publisher_guess TEXT NOT NULL,
  author TEXT NOT NULL,
  author_guess TEXT NOT NULL,
  published TEXT NOT NULL,
  published_guess TEXT NOT NULL,
  language TEXT NOT NULL,
  language_guess TEXT NOT NULL,
  url TEXT NOT NULL,
  file_name TEXT NOT NULL,
  media_type TEXT NOT NULL,
  encoding TEXT NOT NULL,
  encodings TEXT NOT NULL,
  original_sha256 TEXT NOT NULL REFERENCES original (sha256),
  text_sha256 TEXT NOT NULL REFERENCES body (sha256),
  reading_sha256 TEXT NOT NULL REFERENCES reading (sha256),
  version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
  size INTEGER NOT NULL CHECK (size >= 0),
  numbers INTEGER NOT NULL CHECK (numbers >= 0),
  imported_at TEXT NOT NULL,
  imported_by TEXT NOT NULL,
  closed_reason TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE article_version (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  guid TEXT NOT NULL UNIQUE,
  article_id INTEGER NOT NULL REFERENCES article (id),
  version INTEGER NOT NULL CHECK (version >= 1),
  file_name TEXT NOT NULL,
  media_type TEXT NOT NULL,
  encoding TEXT NOT NULL,
  original_sha256 TEXT NOT NULL REFERENCES original (sha256),
  text_sha256 TEXT NOT NULL REFERENCES body (sha256),
  reading_sha256 TEXT NOT NULL REFERENCES reading (sha256),
  imported_at TEXT NOT NULL,
  imported_by TEXT NOT NULL,
  UNIQUE (article_id, version)
) STRICT;

CREATE TABLE body (
  sha256 TEXT PRIMARY KEY NOT NULL CHECK (length(sha256) = 64),
  text TEXT NOT NULL
) STRICT;

CREATE TABLE change (
  seq INTEGER PRIMARY KEY,
  operation_id INTEGER NOT NULL REFERENCES operation (id),
  table_name TEXT NOT NULL,
  row_id INTEGER NOT NULL,
  before TEXT,
  after TEXT
) STRICT;

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

CREATE TABLE figure (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  guid TEXT NOT NULL UNIQUE,
  article_id INTEGER NOT NULL REFERENCES article (id),
  start INTEGER NOT NULL CHECK (start >= 0),
  stop INTEGER NOT NULL CHECK (stop >= start),
  full_start INTEGER NOT NULL CHECK (full_start >= 0),
  full_stop INTEGER NOT NULL CHECK (full_stop >= full_start),
  quote TEXT NOT NULL,
  folded TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('money', 'percent', 'pp', 'quantity', 'count', 'duration', 'ratio', 'rank',
    'number', 'indefinite', 'date', 'ordinal', 'identifier')),
  qualifier TEXT CHECK (qualifier IN ('exact', 'about', 'more than', 'at least', 'less than', 'up to', 'between')),
  low TEXT,
  high TEXT,
  step TEXT,
  unit TEXT,
  borrowed_unit TEXT,
  measure TEXT,
  subject TEXT,
  item TEXT,
  place TEXT,
  period TEXT,
  attribution TEXT,
  modality TEXT NOT NULL CHECK (modality IN ('fact', 'estimate', 'plan', 'forecast', 'conditional')),
  doubts TEXT NOT NULL,
  evidence TEXT NOT NULL,
  rule TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('suggested', 'accepted', 'rejected', 'not a figure', 'duplicate')),
  duplicate_of INTEGER REFERENCES figure (id),
  changed_at TEXT NOT NULL,
  changed_by TEXT NOT NULL, change TEXT CHECK (change IN ('rise', 'fall', 'from', 'to')), version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1), anchor_score TEXT,
  CHECK ((qualifier IS NULL) = (low IS NULL AND high IS NULL)),
  CHECK (duplicate_of IS NULL OR status = 'duplicate')
) STRICT;

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

CREATE TABLE meta (
  key TEXT PRIMARY KEY NOT NULL,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE migration (
  number INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  checksum TEXT NOT NULL,
  program TEXT NOT NULL,
  applied_at TEXT NOT NULL
) STRICT;

CREATE TABLE note (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  guid TEXT NOT NULL UNIQUE,
  target TEXT NOT NULL CHECK (target IN ('span', 'figure', 'article', 'cell')),
  article_id INTEGER REFERENCES article (id),
  version INTEGER CHECK (version >= 1),
  start INTEGER CHECK (start >= 0),
  stop INTEGER CHECK (stop >= start),
  quote TEXT NOT NULL DEFAULT '',
  figure_id INTEGER REFERENCES figure (id),
  cell TEXT,
  text TEXT NOT NULL,
  tags TEXT NOT NULL DEFAULT '[]',
  changed_at TEXT NOT NULL,
  changed_by TEXT NOT NULL,
  CHECK ((target = 'span') = (start IS NOT NULL AND stop IS NOT NULL AND version IS NOT NULL)),
  CHECK ((target IN ('span', 'article')) = (article_id IS NOT NULL)),
  CHECK ((target = 'figure') = (figure_id IS NOT NULL)),
  CHECK ((target = 'cell') = (cell IS NOT NULL))
) STRICT;

CREATE TABLE operation (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  guid TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  author TEXT NOT NULL,
  at TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('done', 'undone', 'dropped', 'past'))
) STRICT;

CREATE TABLE option (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  guid TEXT NOT NULL UNIQUE,
  key TEXT NOT NULL UNIQUE,
  value TEXT NOT NULL
) STRICT;

CREATE TABLE original (
  sha256 TEXT PRIMARY KEY NOT NULL CHECK (length(sha256) = 64),
  data BLOB NOT NULL
) STRICT;

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

CREATE TABLE reading (
  sha256 TEXT PRIMARY KEY NOT NULL CHECK (length(sha256) = 64),
  blocks TEXT NOT NULL,
  dispositions TEXT NOT NULL
) STRICT;

CREATE TABLE record (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  guid TEXT NOT NULL UNIQUE,
  type TEXT NOT NULL,
  name TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  changed_by TEXT NOT NULL
) STRICT;

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

CREATE VIRTUAL TABLE text_index USING fts5(text, content='', tokenize='unicode61 remove_diacritics 2');

CREATE TABLE 'text_index_config'(k PRIMARY KEY, v) WITHOUT ROWID;

CREATE TABLE 'text_index_data'(id INTEGER PRIMARY KEY, block BLOB);

CREATE TABLE 'text_index_docsize'(id INTEGER PRIMARY KEY, sz BLOB);

CREATE TABLE 'text_index_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;

CREATE TABLE text_number (
  id INTEGER PRIMARY KEY,
  sha256 TEXT NOT NULL UNIQUE REFERENCES body (sha256)
) STRICT;

CREATE VIRTUAL TABLE text_word USING fts5vocab('text_index', 'row');

CREATE VIRTUAL TABLE title_index USING fts5(title, content='', tokenize='unicode61 remove_diacritics 2');

CREATE TABLE 'title_index_config'(k PRIMARY KEY, v) WITHOUT ROWID;

CREATE TABLE 'title_index_data'(id INTEGER PRIMARY KEY, block BLOB);

CREATE TABLE 'title_index_docsize'(id INTEGER PRIMARY KEY, sz BLOB);

CREATE TABLE 'title_index_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;

CREATE VIRTUAL TABLE title_word USING fts5vocab('title_index', 'row');

CREATE TABLE verdict (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  guid TEXT NOT NULL UNIQUE,
  conflict TEXT NOT NULL UNIQUE,
  relation TEXT NOT NULL,
  article TEXT,
  kind TEXT NOT NULL CHECK (
    kind IN ('one is right', 'both hold', 'error in source', 'not comparable', 'unresolved')
  ),
  preferred TEXT,
  reason TEXT NOT NULL DEFAULT '',
  members TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  changed_by TEXT NOT NULL,
  CHECK (kind <> 'one is right' OR preferred IS NOT NULL),
  CHECK (kind IN ('one is right', 'error in source') OR preferred IS NULL)
) STRICT;

CREATE TABLE writing (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  operation_id INTEGER NOT NULL REFERENCES operation (id),
  replaying INTEGER NOT NULL CHECK (replaying IN (0, 1))
) STRICT;

CREATE INDEX article_original ON article (original_sha256);

CREATE INDEX article_text ON article (text_sha256, language, published, publisher, closed_reason);

CREATE INDEX change_operation ON change (operation_id);

CREATE INDEX difference_merge ON difference (merge_id);

CREATE INDEX figure_anchor ON figure (anchor_score) WHERE anchor_score IS NOT NULL;

CREATE INDEX figure_article ON figure (article_id, full_start, status);

CREATE INDEX figure_by_confidence ON figure (
  (length(doubts) - length(replace(doubts, '"', ''))) / 2 + (anchor_score IS NOT NULL) + (measure IS NULL)
    + (subject IS NULL) + (unit IS NULL) + (period IS NULL) DESC, article_id, full_start
);

CREATE INDEX figure_by_doubts ON figure (length(doubts) - length(replace(doubts, '"', '')) DESC, article_id, full_start);

CREATE INDEX figure_by_value ON figure (coalesce(CAST(high AS REAL), CAST(low AS REAL)) DESC, article_id, full_start);

CREATE INDEX figure_doubt ON figure (doubts, article_id, full_start) WHERE doubts <> '[]';

CREATE INDEX figure_duplicate ON figure (duplicate_of) WHERE duplicate_of IS NOT NULL;

CREATE INDEX figure_kind ON figure (kind, article_id, full_start);

CREATE INDEX figure_measure ON figure (measure, article_id, full_start);

CREATE INDEX figure_period ON figure (period) WHERE period IS NOT NULL;

CREATE INDEX figure_place ON figure (article_id, full_start, id, folded);

CREATE INDEX figure_status ON figure (status, article_id, full_start);

CREATE INDEX figure_subject ON figure (subject, article_id, full_start);

CREATE INDEX figure_unit ON figure (unit, article_id, full_start);

CREATE INDEX figure_value ON figure (unit, CAST(coalesce(low, high) AS REAL), CAST(coalesce(high, low) AS REAL),
  article_id, full_start) WHERE qualifier IS NOT NULL;

CREATE INDEX note_article ON note (article_id) WHERE article_id IS NOT NULL;

CREATE UNIQUE INDEX note_cell ON note (cell) WHERE cell IS NOT NULL;

CREATE UNIQUE INDEX note_figure ON note (figure_id) WHERE figure_id IS NOT NULL;

CREATE INDEX operation_state ON operation (state);

CREATE INDEX record_of_type ON record (type, name);

CREATE INDEX record_value_article ON record_value (article_id) WHERE article_id IS NOT NULL;

CREATE INDEX record_value_figure ON record_value (figure_id) WHERE figure_id IS NOT NULL;

CREATE INDEX record_value_record ON record_value (record_id, field);

CREATE TRIGGER "fixed_body_delete" BEFORE DELETE ON "body"
BEGIN
  SELECT RAISE(ABORT, 'rows of body are never changed');
END;

CREATE TRIGGER "fixed_body_update" BEFORE UPDATE ON "body"
BEGIN
  SELECT RAISE(ABORT, 'rows of body are never changed');
END;

CREATE TRIGGER "fixed_change_delete" BEFORE DELETE ON "change"
BEGIN
  SELECT RAISE(ABORT, 'rows of change are never changed');
END;

CREATE TRIGGER "fixed_change_update" BEFORE UPDATE ON "change"
BEGIN
  SELECT RAISE(ABORT, 'rows of change are never changed');
END;

CREATE TRIGGER "fixed_original_delete" BEFORE DELETE ON "original"
BEGIN
  SELECT RAISE(ABORT, 'rows of original are never changed');
END;

CREATE TRIGGER "fixed_original_update" BEFORE UPDATE ON "original"
BEGIN
  SELECT RAISE(ABORT, 'rows of original are never changed');
END;

CREATE TRIGGER "fixed_reading_delete" BEFORE DELETE ON "reading"
BEGIN
  SELECT RAISE(ABORT, 'rows of reading are never changed');
END;

CREATE TRIGGER "fixed_reading_update" BEFORE UPDATE ON "reading"
BEGIN
  SELECT RAISE(ABORT, 'rows of reading are never changed');
END;

CREATE TRIGGER "guard_article_delete" BEFORE DELETE ON "article"
BEGIN
  SELECT RAISE(ABORT, 'a write outside an operation') WHERE NOT EXISTS (SELECT 1 FROM writing);
END;

CREATE TRIGGER "guard_article_insert" BEFORE INSERT ON "article"
BEGIN
  SELECT RAISE(ABORT, 'a write outside an operation') WHERE NOT EXISTS (SELECT 1 FROM writing);
END;

CREATE TRIGGER "guard_article_update" BEFORE UPDATE ON "article"
BEGIN
  SELECT RAISE(ABORT, 'a write outside an operation') WHERE NOT EXISTS (SELECT 1 FROM writing);
  SELECT RAISE(ABORT, 'the number of a row never changes') WHERE old.id <> new.id;
END;

CREATE TRIGGER "guard_article_version_delete" BEFORE DELETE ON "article_version"
BEGIN
  SELECT RAISE(ABORT, 'a write outside an operation') WHERE NOT EXISTS (SELECT 1 FROM writing);
END;

CREATE TRIGGER "guard_article_version_insert" BEFORE INSERT ON "article_version"
BEGIN
  SELECT RAISE(ABORT, 'a write outside an operation') WHERE NOT EXISTS (SELECT 1 FROM writing);
END;

CREATE TRIGGER "guard_article_version_update" BEFORE UPDATE ON "article_version"
BEGIN
  SELECT RAISE(ABORT, 'a write outside an operation') WHERE NOT EXISTS (SELECT 1 FROM writing);
  SELECT RAISE(ABORT, 'the number of a row never changes') WHERE old.id <> new.id;
END;

CREATE TRIGGER "guard_difference_delete" BEFORE DELETE ON "difference"
BEGIN
  SELECT RAISE(ABORT, 'a write outside an operation') WHERE NOT EXISTS (SELECT 1 FROM writing);
END;

CREATE TRIGGER "guard_difference_insert" BEFORE INSERT ON "difference"
BEGIN
  SELECT RAISE(ABORT, 'a write outside an operation') WHERE NOT EXISTS (SELECT 1 FROM writing);
END;

CREATE TRIGGER "guard_difference_update" BEFORE UPDATE ON "difference"
BEGIN
  SELECT RAISE(ABORT, 'a write outside an operation') WHERE NOT EXISTS (SELECT 1 FROM writing);
  SELECT RAISE(ABORT, 'the number of a row never changes') WHERE old.id <> new.id;
END;

CREATE TRIGGER "guard_figure_delete" BEFORE DELETE ON "figure"
BEGIN
  SELECT RAISE(ABORT, 'a write outside an operation') WHERE NOT EXISTS (SELECT 1 FROM writing);
END;

CREATE TRIGGER "guard_figure_insert" BEFORE INSERT ON "figure"
BEGIN
  SELECT RAISE(ABORT, 'a write outside an operation') WHERE NOT EXISTS (SELECT 1 FROM writing);
END;

CREATE TRIGGER "guard_figure_update" BEFORE UPDATE ON "figure"
BEGIN
  SELECT RAISE(ABORT, 'a write outside an operation') WHERE NOT EXISTS (SELECT 1 FROM writing);
  SELECT RAISE(ABORT, 'the number of a row never changes') WHERE old.id <> new.id;
END;

CREATE TRIGGER "guard_merge_delete" BEFORE DELETE ON "merge"
BEGIN
  SELECT RAISE(ABORT, 'a write outside an operation') WHERE NOT EXISTS (SELECT 1 FROM writing);
END;

CREATE TRIGGER "guard_merge_insert" BEFORE INSERT ON "merge"
BEGIN
  SELECT RAISE(ABORT, 'a write outside an operation') WHERE NOT EXISTS (SELECT 1 FROM writing);
END;

CREATE TRIGGER "guard_merge_update" BEFORE UPDATE ON "merge"
BEGIN
  SELECT RAISE(ABORT, 'a write outside an operation') WHERE NOT EXISTS (SELECT 1 FROM writing);
  SELECT RAISE(ABORT, 'the number of a row never changes') WHERE old.id <> new.id;
END;

CREATE TRIGGER "guard_note_delete" BEFORE DELETE ON "note"
BEGIN
  SELECT RAISE(ABORT, 'a write outside an operation') WHERE NOT EXISTS (SELECT 1 FROM writing);
END;

CREATE TRIGGER "guard_note_insert" BEFORE INSERT ON "note"
BEGIN
  SELECT RAISE(ABORT, 'a write outside an operation') WHERE NOT EXISTS (SELECT 1 FROM writing);
END;

CREATE TRIGGER "guard_note_update" BEFORE UPDATE ON "note"
BEGIN
  SELECT RAISE(ABORT, 'a write outside an operation') WHERE NOT EXISTS (SELECT 1 FROM writing);
  SELECT RAISE(ABORT, 'the number of a row never changes') WHERE old.id <> new.id;
END;

CREATE TRIGGER "guard_option_delete" BEFORE DELETE ON "option"
BEGIN
  SELECT RAISE(ABORT, 'a write outside an operation') WHERE NOT EXISTS (SELECT 1 FROM writing);
END;

CREATE TRIGGER "guard_option_insert" BEFORE INSERT ON "option"
BEGIN
  SELECT RAISE(ABORT, 'a write outside an operation') WHERE NOT EXISTS (SELECT 1 FROM writing);
END;

CREATE TRIGGER "guard_option_update" BEFORE UPDATE ON "option"
BEGIN
  SELECT RAISE(ABORT, 'a write outside an operation') WHERE NOT EXISTS (SELECT 1 FROM writing);
  SELECT RAISE(ABORT, 'the number of a row never changes') WHERE old.id <> new.id;
END;

CREATE TRIGGER "guard_rate_delete" BEFORE DELETE ON "rate"
BEGIN
  SELECT RAISE(ABORT, 'a write outside an operation') WHERE NOT EXISTS (SELECT 1 FROM writing);
END;

CREATE TRIGGER "guard_rate_insert" BEFORE INSERT ON "rate"
BEGIN
  SELECT RAISE(ABORT, 'a write outside an operation') WHERE NOT EXISTS (SELECT 1 FROM writing);
END;

CREATE TRIGGER "guard_rate_update" BEFORE UPDATE ON "rate"
BEGIN
  SELECT RAISE(ABORT, 'a write outside an operation') WHERE NOT EXISTS (SELECT 1 FROM writing);
  SELECT RAISE(ABORT, 'the number of a row never changes') WHERE old.id <> new.id;
END;

CREATE TRIGGER "guard_record_delete" BEFORE DELETE ON "record"
BEGIN
  SELECT RAISE(ABORT, 'a write outside an operation') WHERE NOT EXISTS (SELECT 1 FROM writing);
END;

CREATE TRIGGER "guard_record_insert" BEFORE INSERT ON "record"
BEGIN
  SELECT RAISE(ABORT, 'a write outside an operation') WHERE NOT EXISTS (SELECT 1 FROM writing);
END;

CREATE TRIGGER "guard_record_type_delete" BEFORE DELETE ON "record_type"
BEGIN
  SELECT RAISE(ABORT, 'a write outside an operation') WHERE NOT EXISTS (SELECT 1 FROM writing);
END;

CREATE TRIGGER "guard_record_type_insert" BEFORE INSERT ON "record_type"
BEGIN
  SELECT RAISE(ABORT, 'a write outside an operation') WHERE NOT EXISTS (SELECT 1 FROM writing);
END;

CREATE TRIGGER "guard_record_type_update" BEFORE UPDATE ON "record_type"
BEGIN
  SELECT RAISE(ABORT, 'a write outside an operation') WHERE NOT EXISTS (SELECT 1 FROM writing);
  SELECT RAISE(ABORT, 'the number of a row never changes') WHERE old.id <> new.id;
END;

CREATE TRIGGER "guard_record_update" BEFORE UPDATE ON "record"
BEGIN
  SELECT RAISE(ABORT, 'a write outside an operation') WHERE NOT EXISTS (SELECT 1 FROM writing);
  SELECT RAISE(ABORT, 'the number of a row never changes') WHERE old.id <> new.id;
END;

CREATE TRIGGER "guard_record_value_delete" BEFORE DELETE ON "record_value"
BEGIN
  SELECT RAISE(ABORT, 'a write outside an operation') WHERE NOT EXISTS (SELECT 1 FROM writing);
END;

CREATE TRIGGER "guard_record_value_insert" BEFORE INSERT ON "record_value"
BEGIN
  SELECT RAISE(ABORT, 'a write outside an operation') WHERE NOT EXISTS (SELECT 1 FROM writing);
END;

CREATE TRIGGER "guard_record_value_update" BEFORE UPDATE ON "record_value"
BEGIN
  SELECT RAISE(ABORT, 'a write outside an operation') WHERE NOT EXISTS (SELECT 1 FROM writing);
  SELECT RAISE(ABORT, 'the number of a row never changes') WHERE old.id <> new.id;
END;

CREATE TRIGGER "guard_verdict_delete" BEFORE DELETE ON "verdict"
BEGIN
  SELECT RAISE(ABORT, 'a write outside an operation') WHERE NOT EXISTS (SELECT 1 FROM writing);
END;

CREATE TRIGGER "guard_verdict_insert" BEFORE INSERT ON "verdict"
BEGIN
  SELECT RAISE(ABORT, 'a write outside an operation') WHERE NOT EXISTS (SELECT 1 FROM writing);
END;

CREATE TRIGGER "guard_verdict_update" BEFORE UPDATE ON "verdict"
BEGIN
  SELECT RAISE(ABORT, 'a write outside an operation') WHERE NOT EXISTS (SELECT 1 FROM writing);
  SELECT RAISE(ABORT, 'the number of a row never changes') WHERE old.id <> new.id;
END;
