-- Versions of sources from before there were any: a text that was read again in another encoding took its figures away
-- and got new ones, so what stands there is of the newest version.
UPDATE figure SET version = (SELECT version FROM article WHERE article.id = figure.article_id)
WHERE EXISTS (SELECT 1 FROM article WHERE article.id = figure.article_id AND article.version > 1);
