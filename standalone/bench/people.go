package main

import (
	"context"
	"strings"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// asked is a command of somebody who may do almost everything.
func asked(id string) readiness.Asked {
	return readiness.Asked{ID: "bench-" + id, By: actor("bench", readiness.Holding{Role: readiness.ImprovementLead}, readiness.Holding{Role: readiness.Administrator})}
}

func actor(id string, holdings ...readiness.Holding) readiness.Actor {
	return readiness.Actor{PersonID: id, Name: id, Holdings: holdings}
}

// hire gives a fictional person an account.
func (h *house) hire(ctx context.Context, name string) (readiness.Person, error) {
	email := strings.ToLower(strings.ReplaceAll(name, " ", ".")) + "@council.example"
	return h.db.SavePerson(ctx, "", readiness.SavePerson{Name: name, Email: email}, asked("hire "+name))
}

// hireDirector gives the council one person to tell: what nobody below her is there to hear climbs to her.
func (h *house) hireDirector(ctx context.Context, from calendar.Date) error {
	p, err := h.hire(ctx, "Demo Director")
	if err != nil {
		return err
	}
	_, err = h.db.AddPost(ctx, p.ID, readiness.AddPost{Role: readiness.Director, From: from}, asked("post"))
	return err
}
