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

-- What an analyst writes beside a stretch of a text, a figure, a source or a cell of a comparison; the one home of
-- notes. A stretch may have several, anything else one. `quote` is the text of the stretch at the article's `version`;
-- `cell` is JSON of the axes and keys of its row and column; tags are JSON.
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
CREATE UNIQUE INDEX note_figure ON note (figure_id) WHERE figure_id IS NOT NULL;
CREATE UNIQUE INDEX note_cell ON note (cell) WHERE cell IS NOT NULL;

-- Figures had their notes in a column. Each becomes a row with the figure's own number, so that the steps of the
-- history that wrote it can be said of that row too.
INSERT INTO note (id, guid, target, figure_id, text, changed_at, changed_by)
SELECT id, 'note-' || guid, 'figure', id, note, changed_at, changed_by FROM figure WHERE note <> '';

-- The same for the history: what a step did to the column it did to the row. These changes come behind the others of
-- their step; references are checked at its end only.
INSERT INTO change (operation_id, table_name, row_id, before, after)
WITH
  noted AS (
    SELECT seq, operation_id, row_id,
      coalesce(json_extract(before, '$.note'), '') AS old, coalesce(json_extract(after, '$.note'), '') AS new,
      json_extract(before, '$.changed_at') AS old_at, json_extract(before, '$.changed_by') AS old_by,
      json_extract(after, '$.changed_at') AS new_at, json_extract(after, '$.changed_by') AS new_by
    FROM change WHERE table_name = 'figure'
  ),
  named AS (
    SELECT noted.*, operation.at, operation.author,
      coalesce(
        (SELECT guid FROM figure WHERE id = row_id),
        (SELECT coalesce(json_extract(made.after, '$.guid'), json_extract(made.before, '$.guid')) FROM change AS made
          WHERE made.table_name = 'figure' AND made.row_id = noted.row_id
            AND (made.before IS NULL OR made.after IS NULL) LIMIT 1)
      ) AS guid
    FROM noted JOIN operation ON operation.id = operation_id WHERE old <> new
  )
SELECT operation_id, 'note', row_id,
  CASE WHEN old <> '' THEN json_object('guid', 'note-' || guid, 'target', 'figure', 'article_id', NULL,
    'version', NULL, 'start', NULL, 'stop', NULL, 'quote', '', 'figure_id', row_id, 'cell', NULL, 'text', old,
    'tags', '[]', 'changed_at', coalesce(old_at, at), 'changed_by', coalesce(old_by, author)) END,
  CASE WHEN new <> '' THEN json_object('guid', 'note-' || guid, 'target', 'figure', 'article_id', NULL,
    'version', NULL, 'start', NULL, 'stop', NULL, 'quote', '', 'figure_id', row_id, 'cell', NULL, 'text', new,
    'tags', '[]', 'changed_at', coalesce(new_at, at), 'changed_by', coalesce(new_by, author)) END
FROM named ORDER BY seq;

UPDATE change SET before = json_remove(before, '$.note'), after = json_remove(after, '$.note')
WHERE table_name = 'figure';
DELETE FROM change WHERE table_name = 'figure' AND before = '{}' AND after = '{}';

-- A number that a redone step may bring back is never given to another note.
INSERT INTO sqlite_sequence (name, seq)
SELECT 'note', 0 WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = 'note');
UPDATE sqlite_sequence SET seq = coalesce((SELECT max(seq) FROM sqlite_sequence WHERE name IN ('note', 'figure')), 0)
WHERE name = 'note';

ALTER TABLE figure DROP COLUMN note;
