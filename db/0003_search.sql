-- What is searched: the words of every text and title, and the numbers of figures.
--
-- The indexes of words hold no texts of their own. They follow `body` and `article` at the end of every transaction
-- (core/store/indexing.py), so that undo, redo and new versions need nothing; "check" holds them against the texts.

-- A text's number in its index: the implicit rowid of `body` may change when the file is copied or compacted.
CREATE TABLE text_number (
  id INTEGER PRIMARY KEY,
  sha256 TEXT NOT NULL UNIQUE REFERENCES body (sha256)
) STRICT;

-- The words of each text under its number; accents of Latin letters do not count, Cyrillic letters stay as they are.
CREATE VIRTUAL TABLE text_index USING fts5(text, content='', tokenize='unicode61 remove_diacritics 2');

-- The words that occur in the texts, each once.
CREATE VIRTUAL TABLE text_word USING fts5vocab('text_index', 'row');

-- The words of each article's title under the article's id.
CREATE VIRTUAL TABLE title_index USING fts5(title, content='', tokenize='unicode61 remove_diacritics 2');

-- The words that occur in the titles, each once.
CREATE VIRTUAL TABLE title_word USING fts5vocab('title_index', 'row');

INSERT INTO text_number (sha256) SELECT sha256 FROM body ORDER BY rowid;
INSERT INTO text_index (rowid, text) SELECT id, text FROM text_number JOIN body USING (sha256);
INSERT INTO title_index (rowid, title) SELECT id, title FROM article;

-- From a text to its article, and by what sources are chosen, without reading the articles themselves.
CREATE INDEX article_text ON article (text_sha256, language, published, publisher, closed_reason);

-- The stated numbers of a figure, as they are compared: a missing bound counts as the other one. Binary fractions,
-- for finding only: what is found is shown from `low` and `high`.
CREATE INDEX figure_value ON figure (unit, CAST(coalesce(low, high) AS REAL), CAST(coalesce(high, low) AS REAL),
  article_id, full_start) WHERE qualifier IS NOT NULL;

CREATE INDEX figure_period ON figure (period) WHERE period IS NOT NULL;

-- Lists in the order of the texts, and quotes that hold some words, without reading the figures themselves.
CREATE INDEX figure_place ON figure (article_id, full_start, id, folded);
