-- A project: its sources, their figures, its options, and the history of every change to them.
--
-- Amounts are decimal text, dates ISO 8601 text, choices text with a CHECK, lists JSON text; there is no REAL, because
-- binary fractions and SQL's JSON would change what a source states. A row that a person can make has a number of its
-- own that is never given again (AUTOINCREMENT), and a guid, by which copies of a project recognise it.

-- What the file is: its guid, when and by which version of the program it was made.
CREATE TABLE meta (
  key TEXT PRIMARY KEY NOT NULL,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Which files of this folder made this schema.
CREATE TABLE migration (
  number INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  checksum TEXT NOT NULL,
  program TEXT NOT NULL,
  applied_at TEXT NOT NULL
) STRICT;

-- Never changed and never undone, found by their hash: the bytes of each imported file, each text, and how each text
-- was read (blocks: [kind, start, end, reason]; dispositions: [start, end, class, rule]; in code points).
CREATE TABLE original (
  sha256 TEXT PRIMARY KEY NOT NULL CHECK (length(sha256) = 64),
  data BLOB NOT NULL
) STRICT;

CREATE TABLE body (
  sha256 TEXT PRIMARY KEY NOT NULL CHECK (length(sha256) = 64),
  text TEXT NOT NULL
) STRICT;

CREATE TABLE reading (
  sha256 TEXT PRIMARY KEY NOT NULL CHECK (length(sha256) = 64),
  blocks TEXT NOT NULL,
  dispositions TEXT NOT NULL
) STRICT;

-- A source. Beside each guessed field lies where it came from: {"origin", "doubt", "span": [start, end]}.
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

CREATE INDEX article_original ON article (original_sha256);

-- What a source states. `folded` is the quote as it is searched; without a qualifier there is no amount.
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
  note TEXT NOT NULL DEFAULT '',
  changed_at TEXT NOT NULL,
  changed_by TEXT NOT NULL,
  CHECK ((qualifier IS NULL) = (low IS NULL AND high IS NULL)),
  CHECK (duplicate_of IS NULL OR status = 'duplicate')
) STRICT;

CREATE INDEX figure_article ON figure (article_id, full_start, status);
CREATE INDEX figure_status ON figure (status, article_id, full_start);
CREATE INDEX figure_kind ON figure (kind, article_id, full_start);
CREATE INDEX figure_unit ON figure (unit, article_id, full_start);
CREATE INDEX figure_subject ON figure (subject, article_id, full_start);
CREATE INDEX figure_measure ON figure (measure, article_id, full_start);
CREATE INDEX figure_doubt ON figure (doubts, article_id, full_start) WHERE doubts <> '[]';
CREATE INDEX figure_duplicate ON figure (duplicate_of) WHERE duplicate_of IS NOT NULL;

-- What the project remembers for its windows and actions; values are JSON.
CREATE TABLE option (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  guid TEXT NOT NULL UNIQUE,
  key TEXT NOT NULL UNIQUE,
  value TEXT NOT NULL
) STRICT;

-- The steps of the history. done: can be undone; undone: can be redone; dropped: undone, then work went on elsewhere;
-- past: from before a change of the schema, kept to be read only.
CREATE TABLE operation (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  guid TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  author TEXT NOT NULL,
  at TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('done', 'undone', 'dropped', 'past'))
) STRICT;

CREATE INDEX operation_state ON operation (state);

-- Each row that a step touched, in order, written by triggers: JSON of the row before and after. Of a row that was
-- only changed, the changed columns.
CREATE TABLE change (
  seq INTEGER PRIMARY KEY,
  operation_id INTEGER NOT NULL REFERENCES operation (id),
  table_name TEXT NOT NULL,
  row_id INTEGER NOT NULL,
  before TEXT,
  after TEXT
) STRICT;

CREATE INDEX change_operation ON change (operation_id);

-- The operation under way; filled only inside its transaction. Without it the triggers refuse every write.
CREATE TABLE writing (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  operation_id INTEGER NOT NULL REFERENCES operation (id),
  replaying INTEGER NOT NULL CHECK (replaying IN (0, 1))
) STRICT;
