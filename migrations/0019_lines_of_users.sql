-- The line of the file that made a user, or changed it last, kept with the user: an import's rows are kept by line and for some days only.

alter table users add column created_by_line integer, add column changed_by_line integer;
