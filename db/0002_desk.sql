-- What a review desk needs: the direction of stated changes, versions of an article, notes with tags.

-- What the amount is in a stated change ("rose by 5 %", "from 3 to 5 million"); NULL: it states a level or nothing is
-- said of a change.
ALTER TABLE figure ADD COLUMN change TEXT CHECK (change IN ('rise', 'fall', 'from', 'to'));

-- The version of the article's text at which start, stop, full_start, full_stop and the evidence hold. Behind the
-- article's own version the figure is an orphan: its words were not found again, its quote is kept.
ALTER TABLE figure ADD COLUMN version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1);

-- How like its former surroundings the place is where it was found again in a newer version, decimal text from 0 to 1;
-- NULL: it stands where it was first found.
ALTER TABLE figure ADD COLUMN anchor_score TEXT;

-- The former versions of a source; the newest stands in `article`.
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

-- What an analyst writes beside a stretch of a text, a figure, a source or a cell of a comparison. `quote` is the
-- text of the stretch at the article's `version`; `cell` is JSON of the keys of its row and column; tags are JSON.
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

CREATE INDEX note_article ON note (article_id) WHERE article_id IS NOT NULL;
CREATE INDEX note_figure ON note (figure_id) WHERE figure_id IS NOT NULL;
