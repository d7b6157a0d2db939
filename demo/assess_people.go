package demo

import (
	"context"
	"strings"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// forThePeer are the criteria that the peer challenges beside those about children in care.
var forThePeer = []string{"LM07", "LM12", "LM13", "HP16"}

// peerName is nobody of the council's own.
const peerName = "Philippa Mistlewood"

// invite gives a peer from another council an account for the time of their challenge: the post ends by itself.
func (t *town) invite(ctx context.Context) error {
	admin := readiness.Actor{PersonID: t.staff.senior[readiness.Administrator], Holdings: []readiness.Holding{{Role: readiness.Administrator}}}
	email := strings.ReplaceAll(strings.ToLower(peerName), " ", ".") + "@westmere.example"
	person, err := t.db.SavePerson(ctx, "", readiness.SavePerson{Name: peerName, Email: email}, t.asked(admin))
	if err != nil {
		return err
	}
	t.staff.peer = person.ID
	post := readiness.AddPost{Role: readiness.Peer, From: calendar.DateOf(t.now), Until: t.calendar.Next(t.today.AddMonths(2))}
	_, err = t.db.AddPost(ctx, person.ID, post, t.asked(admin))
	return err
}

// leads is who leads a judgement area: the director the whole, an assistant director what is about leaders, and an area head each of the others.
func (t *town) leads(section string) string {
	switch section {
	case "OE":
		return t.staff.senior[readiness.Director]
	case "LEAD":
		return t.staff.council[readiness.AssistantDirector][0]
	}
	n := map[string]int{"HELP": 0, "CARE": 1, "CL": 2}[section]
	return t.headOf(n)
}

// headOf is the nth area head, around and around.
func (t *town) headOf(n int) string {
	return t.staff.heads[t.staff.areas[t.county.Areas[n%len(t.county.Areas)]]]
}

// challenges is who challenges a judgement area: quality assurance in turn, and this year the peer what is about children in care.
func (t *town) challenges(c *cycle, section string) string {
	quality := t.staff.council[readiness.QualityAssurance]
	switch {
	case section == "OE":
		return "" // it has no criteria
	case section == "CARE" && c.runs:
		return t.staff.peer
	case section == "HELP" || section == "CARE":
		return quality[0]
	}
	return quality[len(quality)-1]
}

// writes is the author of the nth criterion of a judgement area: team managers of all areas and their heads once there are any, and for what is about
// leaders those who lead.
func (t *town) writes(c *cycle, section string, n int) string {
	leaders := append([]string{}, t.staff.council[readiness.AssistantDirector]...)
	leaders = append(leaders, t.staff.council[readiness.ImprovementLead][1:]...)
	var pool []string
	for i, area := range t.county.Areas {
		crew := t.staff.crew[t.staff.areas[area]]
		if c.year == 1 && len(crew) > 0 {
			pool = append(pool, crew...)
		}
		if n%3 == 0 || c.year == 0 || len(crew) == 0 {
			pool = append(pool, t.headOf(i))
		}
	}
	if section == "LEAD" {
		pool = append(leaders, t.headOf(n))
	}
	return pool[n*7%len(pool)]
}

// settler is who settles between author and challenger: the lead of the judgement area, or whoever runs the cycle where the lead wrote the text.
func (t *town) settler(x readiness.Appraisal) string {
	for _, id := range []string{x.LeadID, t.staff.senior[readiness.ImprovementLead], t.staff.senior[readiness.Director]} {
		if id != x.AuthorID && id != x.Written.By && id != x.Challenge.By {
			return id
		}
	}
	return ""
}

// thirdReviewer is somebody who had no part in a criterion.
func (t *town) thirdReviewer(x readiness.Appraisal) string {
	assistants, quality := t.staff.council[readiness.AssistantDirector], t.staff.council[readiness.QualityAssurance]
	for _, id := range append([]string{assistants[len(assistants)-1]}, quality...) {
		if id != x.AuthorID && id != x.ChallengerID && id != x.LeadID {
			return id
		}
	}
	return ""
}
