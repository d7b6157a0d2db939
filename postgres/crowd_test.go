package postgres_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/sightline-readiness/sightline/readiness"
)

// A crowd is a council of any size with everything at random, written behind the ledger's back: posts that nobody holds, people who have left, deputies, cases
// that have moved since their review began, and reviews in every state.
type crowd struct {
	*world
	rng                  *rand.Rand
	areas, teams, owners []string
	viewers              []string // people with posts, of every role
	managers             map[int]string
	moves, trouble       int // how many cases of a hundred have moved, and how many running reviews are anything but open and due one day
}

// newCrowd makes the people and places: areas of four teams each.
func newCrowd(w *world, seed uint64, areas int) *crowd {
	w.t.Helper()
	c := &crowd{world: w, managers: map[int]string{}, rng: rand.New(rand.NewPCG(seed, 1)), moves: 10, trouble: 100}
	var heads []string
	for i := range areas {
		area := w.area(fmt.Sprintf("Area %d", i))
		c.areas = append(c.areas, area)
		if i > 0 || c.rng.IntN(2) == 0 { // the first may have no head
			heads = append(heads, c.hire(fmt.Sprintf("head %d", i), readiness.AreaHead, area))
		}
	}
	c.makeTeams()
	for i, team := range c.teams {
		if i%4 == 0 || i < len(c.teams)-4 && c.rng.IntN(5) == 0 { // the last of every area has none
			continue
		}
		manager := c.hire(fmt.Sprintf("manager %d", i), readiness.TeamManager, team)
		c.managers[i] = manager
		if i == len(c.teams)-3 { // the last manager but one covers for a head, and is then somebody with two roles
			cover := readiness.AddDeputy{DeputyID: manager, From: monday, Until: monday.AddDays(9)}
			must[readiness.Deputy](w.t)(w.AddDeputy(w.t.Context(), heads[0], cover, w.asked(keeper)))
		}
	}
	for _, role := range []readiness.Role{readiness.AssistantDirector, readiness.Director, readiness.QualityAssurance, readiness.ImprovementLead, readiness.ElectedMember, readiness.Administrator} {
		if role != readiness.AssistantDirector || c.rng.IntN(3) > 0 {
			c.hire(string(role), role, "")
		}
	}
	if c.rng.IntN(2) == 0 { // one head is an administrator too
		w.post(heads[len(heads)-1], readiness.Administrator, "")
	}
	for i := range 3 {
		left := w.person(fmt.Sprintf("left %d", i))
		w.leaves(left)
		c.owners = append(c.owners, left)
	}
	return c
}

func (c *crowd) hire(name string, role readiness.Role, place string) string {
	c.t.Helper()
	id := c.person(fmt.Sprintf("%s of %d", name, len(c.viewers)))
	c.post(id, role, place)
	c.viewers, c.owners = append(c.viewers, id), append(c.owners, id)
	return id
}

// makeTeams makes four teams for each area, and one without.
func (c *crowd) makeTeams() {
	c.t.Helper()
	var rows []map[string]any
	for i := range 4*len(c.areas) + 1 {
		c.teams = append(c.teams, uuid.NewString())
		rows = append(rows, map[string]any{"id": c.teams[i], "name": fmt.Sprintf("Team %03d", i), "area_id": c.areaOf(i), "made_at": monday.At(0, 0)})
	}
	c.copy("teams", rows)
}

// areaOf is the area of a team by its number, nil for the first.
func (c *crowd) areaOf(team int) any {
	if team == 0 {
		return nil
	}
	return c.areas[(team-1)/4]
}

// settle makes n cases, most of them open, and their reviews.
func (c *crowd) settle(n int) {
	c.t.Helper()
	var cases, reviews []map[string]any
	for i := range n {
		id, team, began := uuid.NewString(), c.rng.IntN(len(c.teams)), monday.AddDays(-c.rng.IntN(1500)-3)
		row := map[string]any{
			"id": id, "child_ref": fmt.Sprintf("C%05d", i), "team_id": c.orNobody(c.teams[team], 30), "opened": began, "closed": nil, "last_done": nil,
			"spells": []readiness.Spell{{Type: readiness.CaseTypes[c.rng.IntN(3)], Start: began}}, "worker": "A worker", "legal_status": "", "need": "N1",
			"made_at": monday.At(0, 0), "changed_at": monday.At(0, 0),
		}
		if c.rng.IntN(5) == 0 {
			row["closed"] = monday.AddDays(-c.rng.IntN(3))
		}
		if c.rng.IntN(3) == 0 {
			row["last_done"] = monday.AddDays(-c.rng.IntN(300))
		}
		cases = append(cases, row)
		if c.rng.IntN(4) > 0 {
			reviews = append(reviews, c.runs(id, team))
		}
		for c.rng.IntN(3) == 0 {
			reviews = append(reviews, c.review(id, team, "signed_off"))
		}
	}
	c.copy("cases", cases)
	c.copy("reviews", reviews)
	var events []map[string]any
	for i, r := range reviews {
		kind := "opened"
		if i%50 == 0 {
			kind = "escalated"
		}
		body := map[string]any{"tell": []any{map[string]any{"roles": []string{[]string{"area_head", "assistant_director"}[i/50%2]}}}}
		events = append(events, map[string]any{
			"review_id": r["id"], "seq": 1, "kind": kind, "at": monday.AddDays(-i%100).At(7, 0), "by_id": "clock", "command_id": "", "body": body,
		})
	}
	c.copy("review_events", events)
}

var running = []string{"planned", "open", "open", "open", "in_review", "in_review", "paused", "submitted", "second_look"}

// runs is a row of a case's running review.
func (c *crowd) runs(of string, team int) map[string]any {
	if c.rng.IntN(100) < c.trouble {
		return c.review(of, team, running[c.rng.IntN(len(running))])
	}
	row := c.review(of, team, "open")
	row["due"], row["put_offs"], row["reached"], row["reached_at"] = monday.AddDays(30+c.rng.IntN(200)), 0, "", nil
	row["owner_id"], row["ahead"], row["next_at"] = nil, []any{}, monday.AddDays(20).At(7, 0)
	if manager := c.managers[team]; manager != "" {
		row["owner_id"] = manager
	}
	return row
}

// review is a row of a case's review.
func (c *crowd) review(of string, team int, status string) map[string]any {
	if c.rng.IntN(100) < c.moves {
		team = c.rng.IntN(len(c.teams))
	}
	next, ahead := c.ahead()
	row := map[string]any{
		"id": uuid.NewString(), "case_id": of, "area_id": c.areaOf(team), "team_id": c.orNobody(c.teams[team], 30), "owner_id": c.orNobody(c.anybody(), 10), "status": status, "seq": 1,
		"due": monday.AddDays(c.rng.IntN(60) - 15), "since": monday.AddDays(-700), "put_offs": c.rng.IntN(4) / 2 * c.rng.IntN(3), "next_at": next, "ahead": ahead, "next_roles": []string{},
		"basis":   readiness.Basis{Type: readiness.ChildInNeed, Since: monday.AddDays(-700), Threshold: 18, Reached: monday.AddDays(-150)},
		"reached": "", "reached_at": nil, "because": "", "outcome": "", "sent_by": "", "sent_on": nil, "signed_by": "", "signed_on": nil,
		"rules_version": 1, "ladder_version": 1, "calendar_version": "", "opening": map[string]any{}, "made_at": monday.At(0, 0), "changed_at": monday.At(0, 0),
	}
	switch status {
	case "planned":
		row["put_offs"] = 0
	case "submitted", "second_look":
		row["sent_by"], row["sent_on"] = c.anybody(), monday.AddDays(-c.rng.IntN(9))
	case "signed_off":
		row["due"], row["next_at"], row["ahead"] = monday.AddDays(-c.rng.IntN(900)), nil, []any{}
		row["signed_by"], row["signed_on"] = c.anybody(), row["due"]
		return row
	}
	if status != "planned" && c.rng.IntN(6) == 0 {
		row["reached"] = []string{"team_manager", "area_head", "area_head", "assistant_director", "dcs", "quality_assurance"}[c.rng.IntN(6)]
		row["reached_at"] = monday.At(7, 0)
	}
	return row
}

func (c *crowd) anybody() string { return c.owners[c.rng.IntN(len(c.owners))] }

// ahead are rungs of no ladder in particular, soonest first, and the next moment.
func (c *crowd) ahead() (next any, rungs []map[string]any) {
	rungs = []map[string]any{}
	at := monday.At(7, 0).Add(time.Duration(c.rng.IntN(400)-40) * time.Hour)
	for range c.rng.IntN(4) {
		roles := []string{[]string{"owner", "team_manager", "area_head", "assistant_director", "dcs"}[c.rng.IntN(5)]}
		if c.rng.IntN(3) == 0 {
			roles = append(roles, "area_head")
		}
		rungs = append(rungs, map[string]any{"at": at.UTC(), "roles": roles})
		at = at.Add(time.Duration(c.rng.IntN(72)) * time.Hour)
	}
	if len(rungs) > 0 {
		next = rungs[0]["at"]
	}
	return next, rungs
}

// orNobody is an id, or once in so many times nobody's.
func (c *crowd) orNobody(id string, once int) any {
	if c.rng.IntN(once) == 0 {
		return nil
	}
	return id
}

// copy writes rows.
func (c *crowd) copy(table string, rows []map[string]any) {
	c.t.Helper()
	list, err := json.Marshal(rows)
	c.must(err)
	names := strings.Join(slices.Sorted(maps.Keys(rows[0])), ", ")
	query[string](c.world, fmt.Sprintf("insert into %s (%s) select %s from jsonb_populate_recordset(null::%s, $1) returning ''", table, names, names, table), string(list))
}
