-- A deletion that the operator ordered: why, by language, for those whom it concerns. Null when they asked for it themselves.
alter table erasure add column ordered_because jsonb;
