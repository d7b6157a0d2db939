package postgres

import (
	"context"
	"slices"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

var (
	selectPostsToday = sql("list today's posts", `
		select p.id::text as person_id, p.name, p.email, po.role, coalesce(po.area_id, t.area_id)::text as area_id, po.team_id::text as team_id
		from posts po join people p on p.id = po.person_id left join teams t on t.id = po.team_id
		where p.active and po.from_day <= @today and (po.until_day is null or po.until_day >= @today)
		order by po.from_day, po.id`)
	selectDeputiesToday = sql("list today's deputies", `
		select d.person_id::text as person_id, d.deputy_id::text as deputy_id, p.name as deputy_name
		from deputies d join people p on p.id = d.deputy_id join people away on away.id = d.person_id
		where p.active and away.active and d.from_day <= @today and d.until_day >= @today
		order by d.from_day, d.id`)
)

type postToday struct {
	PersonID, Name, Email string
	Role                  readiness.Role
	AreaID, TeamID        *string
}

type deputyToday struct{ PersonID, DeputyID, DeputyName string }

// A roster says who holds which post on one day and who covers for whom. Only active people stand on it. It is read anew for every notice, so
// that leavers, new post holders and deputies are right.
type roster struct {
	posts    []postToday
	deputies map[string]string // who is away → who covers
	names    map[string]string
}

func (db *DB) roster(ctx context.Context, q querier, today calendar.Date) (roster, error) {
	posts, err := all(ctx, q, selectPostsToday, args{"today": today}, pgx.RowToStructByName[postToday])
	if err != nil {
		return roster{}, err
	}
	cover, err := all(ctx, q, selectDeputiesToday, args{"today": today}, pgx.RowToStructByName[deputyToday])
	if err != nil {
		return roster{}, err
	}
	r := roster{posts: posts, deputies: map[string]string{}, names: map[string]string{}}
	for _, p := range posts {
		r.names[p.PersonID] = p.Name
	}
	for _, d := range cover {
		r.deputies[d.PersonID] = d.DeputyID
		r.names[d.DeputyID] = d.DeputyName
	}
	return r, nil
}

// A whereabouts is where a thing belongs and who owns it.
type whereabouts struct {
	readiness.Place
	OwnerID string
}

// hears lists who hears of a thing as one role: its holders, each with their deputy's cover; where nobody holds it, the next role upwards, and
// in the end the administrators.
func (r roster) hears(role readiness.Role, of whereabouts) []string {
	return r.covered(r.answering(role, of))
}

// answering lists who should hear of a thing as one role, before anybody covers for them.
func (r roster) answering(role readiness.Role, of whereabouts) []string {
	for _, up := range append([]readiness.Role{role}, role.Above()...) {
		if holders := r.holders(up, of); len(holders) > 0 {
			return holders
		}
	}
	return r.holders(readiness.Administrator, of)
}

// instead says for whom each deputy hears one telling. Who would hear it in any case hears it for themselves.
func (r roster) instead(t readiness.Telling, of whereabouts) map[string]string {
	meant := r.present(t.People)
	for _, role := range t.Roles {
		meant = append(meant, r.answering(role, of)...)
	}
	forWhom := map[string]string{}
	for _, id := range meant {
		deputy, away := r.deputies[id]
		if _, known := forWhom[deputy]; away && !known && !slices.Contains(meant, deputy) {
			forWhom[deputy] = id
		}
	}
	return forWhom
}

// holders lists who fills a role for a thing themselves, without cover. An owner without any post has left the work.
func (r roster) holders(role readiness.Role, of whereabouts) []string {
	var ids []string
	for _, p := range r.posts {
		var fits bool
		switch role {
		case readiness.Owner:
			fits = of.OwnerID != "" && p.PersonID == of.OwnerID
		case readiness.TeamManager:
			fits = p.Role == role && of.TeamID != "" && p.TeamID != nil && *p.TeamID == of.TeamID
		case readiness.AreaHead:
			fits = p.Role == role && of.AreaID != "" && p.AreaID != nil && *p.AreaID == of.AreaID
		default:
			fits = p.Role == role
		}
		if fits && !slices.Contains(ids, p.PersonID) {
			ids = append(ids, p.PersonID)
		}
	}
	return ids
}

// covered puts today's deputies in the place of those who are away. A deputy who is away too does not pass it on: both hear.
func (r roster) covered(people []string) []string {
	var ids []string
	add := func(id string) {
		if !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	for _, id := range people {
		deputy, away := r.deputies[id]
		if !away {
			add(id)
			continue
		}
		add(deputy)
		if _, alsoAway := r.deputies[deputy]; alsoAway {
			add(id)
		}
	}
	return ids
}

// present keeps the people who stand on the roster: named people who have left are told nothing.
func (r roster) present(people []string) []string {
	return slices.DeleteFunc(slices.Clone(people), func(id string) bool { return r.names[id] == "" })
}

// recipients lists who hears one telling, nobody twice.
func (r roster) recipients(t readiness.Telling, of whereabouts) []string {
	ids := r.covered(r.present(t.People))
	for _, role := range t.Roles {
		for _, id := range r.hears(role, of) {
			if !slices.Contains(ids, id) {
				ids = append(ids, id)
			}
		}
	}
	return ids
}

// here are the people who hold a post today; never nil.
func (r roster) here() []string {
	ids := []string{}
	for _, p := range r.posts {
		ids = append(ids, p.PersonID)
	}
	return ids
}

// manager is the id of a team's manager, "" when nobody is: of several, who has held the post longest.
func (r roster) manager(teamID string) string {
	holders := r.holders(readiness.TeamManager, whereabouts{Place: readiness.Place{TeamID: teamID}})
	if len(holders) == 0 {
		return ""
	}
	return holders[0]
}

// called turns ids into names.
func (r roster) called(ids []string) []string {
	names := make([]string, 0, len(ids))
	for _, id := range ids {
		names = append(names, r.names[id])
	}
	return names
}

// holdings are a person's own posts today and those of everyone they cover.
func (r roster) holdings(personID string) []readiness.Holding {
	var held []readiness.Holding
	for _, p := range r.posts {
		forID := ""
		if p.PersonID != personID {
			if r.deputies[p.PersonID] != personID {
				continue
			}
			forID = p.PersonID
		}
		held = append(held, readiness.Holding{Role: p.Role, AreaID: text(p.AreaID), TeamID: text(p.TeamID), ForID: forID})
	}
	slices.SortStableFunc(held, func(a, b readiness.Holding) int { return len(a.ForID) - len(b.ForID) }) // one's own first
	return held
}

func text(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}
