-- An address that a team let go rests for ninety days: only that team may take it again, so that nobody else's page stands where people
-- still expect this one. Null: nobody may, because the team or the tour is gone.
alter table retired_slug add column last_team uuid;
