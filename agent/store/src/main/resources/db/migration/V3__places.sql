-- Each time the places that were drawn ahead are used up, the database writes to the disk: not with every 32nd run.
ALTER TABLE run ALTER COLUMN place SET CACHE 1024;
