package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// A pack counts the children of its focus areas anew and is as long for many of them as for few; its files are drawn from what its page shows.
const (
	packRatio     = 3
	packPageRatio = 1.5
	packFileRatio = 3
)

// What people have written and attached before a pack is made.
const (
	packFindings = 30 // earlier ones, each with an action
	packEvidence = 90
	packSessions = 40
)

// measurePack makes a pack for a visit of three focus areas in a small council and in a large one, in turns, reads it, and takes its files.
func measurePack(ctx context.Context, r *report) error {
	return inLedger(ctx, func(h *house) (err error) {
		few, err := h.packs(ctx, r.n(fewChildren))
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, few.leave()) }()
		many, err := h.packs(ctx, r.n(manyChildren))
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, many.leave()) }()
		if _, err := h.look.Exec(ctx, "checkpoint"); err != nil {
			return err
		}
		small, large := few.maker(ctx), many.maker(ctx)
		if err := compareLooks(r, small, large, "a pack of three focus areas made", "children", packRatio); err != nil {
			return err
		}
		pack, err := many.lastPack(ctx, few)
		if err != nil {
			return err
		}
		if err := compareLooks(r, pack[0], pack[1], "page of a pack", "children", packPageRatio); err != nil {
			return err
		}
		return measurePackFiles(r, pack[1])
	})
}

// packs makes a county whose visit has all that goes into a pack but audits.
func (h *house) packs(ctx context.Context, children int) (*preparing, error) {
	p, err := h.preparesVisit(ctx, children, threeAreas)
	if err != nil {
		return nil, err
	}
	for _, write := range []func(context.Context) error{p.writesAboutVisit, p.findsBefore, p.tidy} {
		if err := write(ctx); err != nil {
			return nil, err
		}
	}
	return p, nil
}

// writesAboutVisit writes position statements, a timetable and who is interviewed.
func (p *preparing) writesAboutVisit(ctx context.Context) error {
	for _, focus := range threeAreas {
		w := readiness.WritePosition{Focus: focus, Know: prose(900), How: prose(500), Next: prose(400), Figures: prose(300)}
		if _, err := p.db.WritePosition(ctx, p.visit, w, p.asks(readiness.ImprovementLead)); err != nil {
			return err
		}
	}
	x, err := p.db.VisitState(ctx, p.visit)
	if err != nil {
		return err
	}
	var timetable readiness.SetTimetable
	var interviews readiness.SetInterviewees
	for i := range packSessions {
		from := fmt.Sprintf("%02d", 9+i%8)
		timetable.Sessions = append(timetable.Sessions, readiness.VisitSession{On: x.On, From: from + ":00", Until: from + ":45", What: fmt.Sprintf("Meeting %d", i), Where: "Room 4", With: "The team"})
		interviews.People = append(interviews.People, readiness.VisitInterviewee{Who: fmt.Sprintf("Officer %d", i), Post: "Team manager", Focus: threeAreas[i%3], Confirmed: "yes"})
	}
	if err := p.db.SetTimetable(ctx, p.visit, timetable, p.asks(readiness.ImprovementLead)); err != nil {
		return err
	}
	return p.db.SetInterviewees(ctx, p.visit, interviews, p.asks(readiness.ImprovementLead))
}

// findsBefore keeps earlier findings, each with an action that answers it, and evidence of the actions.
func (p *preparing) findsBefore(ctx context.Context) error {
	today := calendar.DateOf(time.Now())
	for i := range packFindings {
		f, err := p.db.AddFinding(ctx, readiness.AddFinding{
			Source: "inspection", Severity: "high", FoundOn: today.AddDays(-100 - i), Text: prose(250), Theme: "Supervision", Focus: threeAreas[i%3 : i%3+1],
		}, p.asks(readiness.ImprovementLead))
		if err != nil {
			return err
		}
		if err := p.answers(ctx, f.ID, i, today); err != nil {
			return err
		}
	}
	return nil
}

// answers opens an action that answers a finding, and attaches evidence to it.
func (p *preparing) answers(ctx context.Context, finding string, i int, today calendar.Date) error {
	planned, err := p.db.AddAction(ctx, readiness.AddAction{
		ActionDetails: readiness.ActionDetails{Title: fmt.Sprintf("Action %d", i), Theme: "Supervision", Outcome: "Plans move on.", Measure: "Audit of 20 files.", Findings: []string{finding}},
		OwnerID:       p.id(readiness.AreaHead), SponsorID: p.id(readiness.AssistantDirector), Start: today, Due: calendar.England().Add(today, 60+i, calendar.Exclusive),
	}, p.asks(readiness.ImprovementLead))
	if err != nil {
		return err
	}
	a, ev, err := readiness.OpenAction(planned, time.Now().UTC())
	if err == nil {
		err = p.db.RecordAction(ctx, a, ev)
	}
	for piece := range packEvidence / packFindings {
		if err != nil {
			return err
		}
		_, err = p.db.AttachEvidence(ctx, readiness.AttachEvidence{
			ActionID: planned.ID, Kind: "audit", Bears: readiness.Supports, Title: fmt.Sprintf("Audit %d of action %d", piece, i), Text: prose(300), ShowsOn: today.AddDays(-i),
		}, p.asks(readiness.ImprovementLead))
	}
	return err
}

// maker makes a pack whenever it is asked to look.
func (p *preparing) maker(ctx context.Context) *onlooker {
	return &onlooker{of: p.county, ask: func() (time.Duration, int, error) {
		begin := time.Now()
		_, err := p.db.MakeVisitPack(ctx, p.visit, p.asks(readiness.ImprovementLead))
		if err != nil {
			return 0, 0, err
		}
		took, bytes := time.Since(begin), 0
		err = p.look.QueryRow(ctx, "select octet_length(body::text) from visit_packs where visit_id = $1 order by number desc limit 1", p.visit).Scan(&bytes)
		return took, bytes, err
	}}
}

// lastPack has the improvement leads of a smaller county and of this one read the newest packs of their visits.
func (p *preparing) lastPack(ctx context.Context, smaller *preparing) (pages [2]*onlooker, err error) {
	for i, of := range []*preparing{smaller, p} {
		var id string
		if err := of.look.QueryRow(ctx, "select id::text from visit_packs where visit_id = $1 order by number desc limit 1", of.visit).Scan(&id); err != nil {
			return pages, err
		}
		if pages[i], err = of.onlooker(ctx, "/visit-packs/"+id, readiness.ImprovementLead); err != nil {
			return pages, err
		}
	}
	return pages, nil
}

// measurePackFiles takes a pack as a Word document, and with its tables as a zip, against its page.
func measurePackFiles(r *report, page *onlooker) error {
	const files = 50
	for _, f := range []struct{ name, path string }{{"Word document", "/file"}, {"zip", "/zip"}} {
		file := page.beside(page.path + f.path)
		d, err := fight(3, func(int) (lap, error) { return page.laps(files) }, func(int) (lap, error) { return file.laps(files) })
		if err != nil {
			return err
		}
		r.add("a pack as a "+f.name, "%.0f ms, p99 %.0f ms, %.1f KB", 1000/d.ours.rate, percentile(file.times, 99), file.kilobytes)
		r.judge(f.name+" of a pack against its page", fmt.Sprintf("at most %d times: %s", packFileRatio, verdict(1/d.ratio <= packFileRatio)),
			"%.2f times (%.2f to %.2f); by processor %.2f", 1/d.ratio, 1/d.high, 1/d.low, d.ours.cpu/d.best.cpu)
	}
	return nil
}
