-- What an analyst says of a conflict: which of its figures is right, that both hold, that it cannot be decided …
--
-- `conflict` is what makes it this conflict and no other: its class and the guids of its figures (of its source, where
-- it is about a source's date). `members` is JSON of those figures as they were when the verdict was given (guid,
-- quote, and the fields by which they are compared); where they are otherwise now, or others have joined them, the
-- verdict is open again. Figures are named by guid and are no references: a figure that goes leaves the verdict behind.
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
