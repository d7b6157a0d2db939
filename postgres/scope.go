package postgres

import (
	"slices"

	"github.com/sightline-readiness/sightline/readiness"
)

// A scope is how far a person may see: everywhere, or some areas and teams, and whatever the person owns. It is readiness.May turned into the
// arguments of a where clause.
type scope struct {
	everywhere   bool
	areas, teams []string
	people       []string // the viewer and those the viewer covers: what they own is seen
}

// scopeOf collects what the actor's posts allow for an action. An actor with none at all is refused.
func scopeOf(a readiness.Actor, action readiness.Action) (scope, error) {
	if err := readiness.MayOrRefuse(a, action, readiness.Place{}); err != nil {
		return scope{}, err
	}
	s := scope{areas: []string{}, teams: []string{}, people: people(a)}
	for _, h := range a.Holdings {
		for _, p := range readiness.Policy {
			if p.Role == h.Role && p.Action == action {
				s.add(p.Reach, h)
			}
		}
	}
	return s, nil
}

func (s *scope) add(reach readiness.Reach, h readiness.Holding) {
	switch {
	case reach == readiness.Everywhere:
		s.everywhere = true
	case reach == readiness.OwnArea && h.AreaID != "":
		s.areas = append(s.areas, h.AreaID)
	case reach == readiness.OwnTeam && h.TeamID != "":
		s.teams = append(s.teams, h.TeamID)
	}
}

// with adds the scope to a statement's arguments.
func (s scope) with(a args) args {
	a["everywhere"], a["areas"], a["teams"], a["people"] = s.everywhere, s.areas, s.teams, s.people
	return a
}

// places adds the scope's places alone.
func (s scope) places(a args) args {
	a["everywhere"], a["areas"], a["teams"] = s.everywhere, s.areas, s.teams
	return a
}

// people are the actor and those whom the actor covers, as far as they are people: our own clocks own nothing.
func people(a readiness.Actor) []string {
	ids := []string{}
	for _, id := range append([]string{a.PersonID}, covered(a)...) {
		if isID(id) && !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	return ids
}

func covered(a readiness.Actor) (ids []string) {
	for _, h := range a.Holdings {
		if h.ForID != "" {
			ids = append(ids, h.ForID)
		}
	}
	return ids
}

// seeCase is the where clause for cases c in teams t with live reviews r; seeReview is the one for reviews r of cases whose team is now t: those
// who answer for a review see it, and so does whoever answers for its case now.
const (
	seeCase   = `(@everywhere or t.area_id = any(@areas::uuid[]) or c.team_id = any(@teams::uuid[]) or r.owner_id = any(@people::uuid[]))`
	seeReview = `(@everywhere or r.area_id = any(@areas::uuid[]) or r.team_id = any(@teams::uuid[])
		or t.area_id = any(@areas::uuid[]) or c.team_id = any(@teams::uuid[]) or r.owner_id = any(@people::uuid[]))`
	seeAlone = `(@everywhere or r.area_id = any(@areas::uuid[]) or r.team_id = any(@teams::uuid[]) or r.owner_id = any(@people::uuid[])
		or r.case_id in (select c.id from teams t join cases c on c.team_id = t.id where t.area_id = any(@areas::uuid[]) or t.id = any(@teams::uuid[])))`
)
