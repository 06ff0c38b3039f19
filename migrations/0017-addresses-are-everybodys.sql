-- Two questions and one chore that concern all teams, for requests that see the rows of one (0013): functions of the owner that say or
-- do nothing more.

-- Public addresses are one namespace: whether somebody has one, not who.
create function tour_address_is_taken(wanted text, except_tour uuid) returns boolean
  language sql stable security definer set search_path from current as
  $$ select exists (select from tour_publication where slug = wanted and tour_id <> except_tour) $$;

create function page_address_is_taken(wanted text, except_team uuid) returns boolean
  language sql stable security definer set search_path from current as
  $$ select exists (select from team_page where slug = wanted and team_id <> except_team) $$;

-- Who was at a tour is forgotten soon after, also where nobody of that team comes back.
create function sweep_presence(seen_before timestamptz) returns void
  language sql security definer set search_path from current as
  $$ delete from tour_presence where seen_at < seen_before $$;
