-- Versions of sources from before there were any: a text that was read again in another encoding took its figures away
-- and got new ones, so what stands there is of the newest version.
UPDATE figure SET version = (SELECT version FROM article WHERE article.id = figure.article_id)
WHERE EXISTS (SELECT 1 FROM article WHERE article.id = figure.article_id AND article.version > 1);

-- Those that were found again in a newer version, to be looked at.
CREATE INDEX figure_anchor ON figure (anchor_score) WHERE anchor_score IS NOT NULL;
