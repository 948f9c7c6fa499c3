-- What of a file may stand in it twice, as the upload saw it go by: the plan asks about these values alone. Null where everything is to be asked.
alter table imports add column suspects jsonb;
