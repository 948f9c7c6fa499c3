-- Whether whoever made the plan, or applies it, may not give the roles of the customer: then its rows leave alone who holds one. Of plans
-- from before it is not known, so they do.
alter table imports add column guarded boolean not null default true;
