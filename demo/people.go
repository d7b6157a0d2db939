package demo

import (
	"context"
	"crypto/rand"
	"fmt"
	"slices"
	"strings"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// Names that nobody would take for real people's.
var (
	givenNames = []string{
		"Abel", "Beryl", "Clement", "Dorcas", "Edwin", "Flora", "Gilbert", "Hester", "Ivor", "Jemima", "Kester", "Lettice", "Magnus", "Nell", "Osbert", "Primrose",
		"Quentin", "Rowena", "Silas", "Tabitha",
	}
	familyNames = []string{"Appletree", "Brookside", "Cloudsley", "Daffodil", "Elderberry", "Foxglove", "Gooseberry", "Hawthorn", "Ivybridge", "Juniper", "Kingfisher", "Lavender"}
)

// name is the nth person's: no two of the first 240 are the same.
func name(n int) string { return givenNames[n%20] + " " + familyNames[(n/20+n*5)%12] }

// staff is who works in the county, by what they do.
type staff struct {
	lead     readiness.Actor             // the improvement programme lead, who does what registers ask
	managers map[string]string           // team id to person
	heads    map[string]string           // area id to person
	areas    map[string]string           // area name to id
	senior   map[readiness.Role]string   // one person for each role that is for the whole council
	council  map[readiness.Role][]string // all of them
	crew     map[string][]string         // area id to its team managers
	newcomer string                      // who has an account and has not used it yet
	peer     string                      // who challenges this year's self-assessment from outside
	made     int
}

// found makes the areas, and everybody who does not belong to a team.
func (h *history) found(ctx context.Context) error {
	h.staff = staff{
		managers: map[string]string{}, heads: map[string]string{}, areas: map[string]string{}, senior: map[readiness.Role]string{},
		council: map[readiness.Role][]string{}, crew: map[string][]string{},
	}
	h.staff.lead = readiness.Actor{PersonID: "demo", Name: "the demonstration", Holdings: []readiness.Holding{{Role: readiness.ImprovementLead}, {Role: readiness.Administrator}}}
	for _, role := range []readiness.Role{
		readiness.Director, readiness.AssistantDirector, readiness.ImprovementLead, readiness.QualityAssurance, readiness.ElectedMember, readiness.Administrator, readiness.ChiefExecutive,
		readiness.AssistantDirector, readiness.ImprovementLead, readiness.QualityAssurance, readiness.ElectedMember,
	} {
		id, err := h.hire(ctx, readiness.AddPost{Role: role})
		if err != nil {
			return err
		}
		if h.staff.senior[role] == "" {
			h.staff.senior[role] = id
		}
		h.staff.council[role] = append(h.staff.council[role], id)
		h.staff.newcomer = id
	}
	lead, err := h.db.Actor(ctx, h.staff.senior[readiness.ImprovementLead])
	if err != nil {
		return err
	}
	for _, area := range h.county.Areas {
		saved, err := h.db.SaveArea(ctx, "", readiness.SaveArea{Name: area}, h.asked(h.staff.lead))
		if err != nil {
			return err
		}
		h.staff.areas[area] = saved.ID
		if h.staff.heads[saved.ID], err = h.hire(ctx, readiness.AddPost{Role: readiness.AreaHead, AreaID: saved.ID}); err != nil {
			return err
		}
	}
	h.staff.lead = lead
	h.staff.senior[readiness.LeadMember], err = h.hire(ctx, readiness.AddPost{Role: readiness.LeadMember})
	return err
}

// hire gives somebody an account and a post since before the history began.
func (h *history) hire(ctx context.Context, post readiness.AddPost) (string, error) {
	admin := readiness.Actor{PersonID: "demo", Name: "the demonstration", Holdings: []readiness.Holding{{Role: readiness.Administrator}}}
	full := name(h.staff.made)
	if post.Role == readiness.ElectedMember || post.Role == readiness.LeadMember {
		full = "Councillor " + full
	}
	email := strings.ReplaceAll(strings.ToLower(strings.TrimPrefix(full, "Councillor ")), " ", ".") + "@fairshire.example"
	h.staff.made++
	person, err := h.db.SavePerson(ctx, "", readiness.SavePerson{Name: full, Email: email}, h.asked(admin))
	if err != nil {
		return "", fmt.Errorf("hire %s: %w", full, err)
	}
	post.From = h.founded.AddMonths(-12)
	_, err = h.db.AddPost(ctx, person.ID, post, h.asked(admin))
	return person.ID, err
}

// signIn lets a part of the people sign in on each of the last days, as they would: with a link first, since nobody may know a password of theirs. The
// last of those hired for the whole council has not come yet.
func (h *history) signIn(ctx context.Context, day calendar.Date) error {
	if !h.lately(day) {
		return nil
	}
	people, err := h.db.People(ctx)
	if err != nil {
		return err
	}
	admin := readiness.Actor{PersonID: h.staff.senior[readiness.Administrator], Holdings: []readiness.Holding{{Role: readiness.Administrator}}}
	part := h.calendar.Count(day, h.today, calendar.Exclusive)
	for i, p := range people {
		if i%recent != part%recent || !p.Active || p.ID == h.staff.newcomer {
			continue
		}
		h.clock(day, 8, i%60)
		secret, err := h.db.NewSignInLink(ctx, p.ID, h.asked(admin))
		if err != nil {
			return err
		}
		if _, err := h.db.SetPassword(ctx, secret, rand.Text()); err != nil {
			return err
		}
	}
	return nil
}

// settle puts new teams into their areas and gives each a manager. The last team of the last area has none.
func (h *history) settle(ctx context.Context) error {
	teams, err := h.db.Teams(ctx)
	if err != nil {
		return err
	}
	m := readiness.MapTeams{Areas: map[string]string{}}
	all := h.county.teams()
	for _, team := range teams {
		area := h.staff.areas[h.county.area(team.Name)]
		if team.AreaID != "" || area == "" {
			continue // the leaving care team belongs to no area, as happens
		}
		m.Areas[team.ID] = area
		if team.Name == all[len(all)-1] {
			continue
		}
		if h.staff.managers[team.ID], err = h.hire(ctx, readiness.AddPost{Role: readiness.TeamManager, TeamID: team.ID}); err != nil {
			return err
		}
		h.staff.crew[area] = append(h.staff.crew[area], h.staff.managers[team.ID])
	}
	if len(m.Areas) == 0 {
		return nil
	}
	return h.db.MapTeams(ctx, m, h.asked(h.staff.lead))
}

// kept is how many cases each area head keeps out of the reviews when the history begins.
const kept = 4

// keepOut lets each area head say of a few cases that they need no review, and why.
func (h *history) keepOut(ctx context.Context, day calendar.Date) error {
	reasons := map[readiness.CaseType]string{readiness.ChildInNeed: "short_breaks", readiness.ChildProtection: "in_proceedings", readiness.ChildInCare: "permanence"}
	for _, name := range h.county.Areas {
		area := h.staff.areas[name]
		head, err := h.db.Actor(ctx, h.staff.heads[area])
		if err != nil {
			return err
		}
		cases, err := h.db.Cases(ctx, head, readiness.CaseQuery{AreaID: area, Limit: kept})
		if err != nil {
			return err
		}
		for _, c := range cases.Rows {
			e := readiness.Exclude{Reason: reasons[c.Type], Until: day.AddMonths(12), Note: "Agreed with the allocated worker. To be looked at again in a year."}
			if _, err := h.db.ExcludeCase(ctx, c.CaseID, e, h.asked(head)); err != nil {
				return err
			}
		}
	}
	return nil
}

// partings are what happens to people near the end: one head is on leave with a deputy, one manager has left, and one is away without cover.
func (h *history) partings(ctx context.Context) error {
	areas := h.county.Areas
	away, standIn := h.staff.heads[h.staff.areas[areas[1]]], h.staff.heads[h.staff.areas[areas[0]]]
	from, until := h.calendar.Add(h.today, -4, calendar.Exclusive), h.calendar.Add(h.today, 6, calendar.Exclusive)
	if _, err := h.db.AddDeputy(ctx, away, readiness.AddDeputy{DeputyID: standIn, From: from, Until: until}, h.asked(h.staff.lead)); err != nil {
		return err
	}
	return h.leave(ctx)
}

// leave lets the manager of the first team go: the reviews stay, and nobody does them.
func (h *history) leave(ctx context.Context) error {
	teams, err := h.db.Teams(ctx)
	if err != nil {
		return err
	}
	for _, team := range teams {
		id := h.staff.managers[team.ID]
		if team.Name != h.county.teams()[0] || id == "" {
			continue
		}
		for area, crew := range h.staff.crew {
			h.staff.crew[area] = slices.DeleteFunc(crew, func(manager string) bool { return manager == id })
		}
		person, err := h.db.Person(ctx, id)
		if err != nil {
			return err
		}
		admin := readiness.Actor{PersonID: h.staff.senior[readiness.Administrator], Holdings: []readiness.Holding{{Role: readiness.Administrator}}}
		for _, post := range person.Posts {
			if err := h.db.EndPost(ctx, id, post.ID, readiness.EndPost{Until: calendar.DateOf(h.now).AddDays(-1)}, h.asked(admin)); err != nil {
				return err
			}
		}
		_, err = h.db.SavePerson(ctx, id, readiness.SavePerson{Name: person.Name, Email: person.Email, Active: "no"}, h.asked(admin))
		return err
	}
	return nil
}
