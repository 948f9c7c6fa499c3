-- A user's e-mail, phone number and extension are searched for where they are kept: what stands in terms besides is a second copy of
-- them, which cost an import more than the users themselves. Names and foreign ids stay terms.

alter table terms drop constraint terms_pkey;
drop index terms_by_partner;
-- Forced row-level security binds an ordinary owner as well, whom no policy lets see a term.
alter table terms no force row level security;
delete from terms where kind in ('ue', 'up', 'uq', 'ux');
alter table terms force row level security;
alter table terms add primary key (partner_id, org_id, kind, term, id);
create index terms_by_partner on terms (partner_id, kind, term, org_id, id);

-- Within a customer users_by_email serves.
create index users_by_partner_email on users (partner_id, email, org_id, id);
-- The extension first: it is looked for in all of a customer's locations.
drop index users_by_extension;
create unique index users_by_extension on users (partner_id, org_id, extension, location_id) where extension is not null;

-- The number from its last digit on. A column, since behind row-level security an index on reverse(e164) would serve nobody: no function
-- but the comparisons may be called before the fence has been.
alter table numbers add column e164_end text collate "C" generated always as (reverse(e164)) stored;
alter table numbers drop constraint numbers_pkey;
alter table numbers add primary key (partner_id, e164) include (org_id, user_id);
create index numbers_by_end on numbers (partner_id, e164_end, org_id, user_id) where user_id is not null;
create index numbers_by_organization on numbers (partner_id, org_id, e164) where user_id is not null;

alter table users set (autovacuum_vacuum_insert_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.05);
alter table numbers set (autovacuum_vacuum_insert_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.05);
