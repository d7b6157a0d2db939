package demo

import (
	"context"
	"fmt"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// A remark is something that is logged for a visit, and what becomes of it before the day ends.
type remark struct {
	kind, source, ref, focus string
	inspector                string
	by, owner, sees          string // who logs it, who has it ("": whoever answers for the child), and who else sees that it is done
	asked, did, missing      string // missing: what was wrong with a first answer; "" when it was enough
}

// settlesAtOnce logs a remark, has it answered, and has somebody else see it.
func (t *town) settlesAtOnce(ctx context.Context, visitID string, m remark) error {
	by, err := t.actor(ctx, m.by)
	if err != nil {
		return err
	}
	l := readiness.LogEntry{Kind: m.kind, Text: m.asked, ChildRef: m.ref, Inspector: m.inspector, Source: m.source, Focus: m.focus, OwnerID: m.owner}
	p, err := t.db.PlanVisitEntry(ctx, visitID, l, t.asked(by))
	if err == nil {
		err = t.openVisitEntry(ctx, p)
	}
	if err != nil {
		return fmt.Errorf("log %q: %w", m.asked, err)
	}
	if m.missing != "" {
		if err := t.saysOfEntry(ctx, p.ID, p.OwnerID, "It is being looked for.", func(text readiness.EntryText) readiness.VisitEntryCommand {
			return readiness.AnswerVisitEntry{Text: text}
		}); err != nil {
			return err
		}
		if err := t.saysOfEntry(ctx, p.ID, m.sees, m.missing, func(text readiness.EntryText) readiness.VisitEntryCommand {
			return readiness.ReturnVisitEntry{Text: text}
		}); err != nil {
			return err
		}
	}
	if err := t.saysOfEntry(ctx, p.ID, p.OwnerID, m.did, func(text readiness.EntryText) readiness.VisitEntryCommand {
		return readiness.AnswerVisitEntry{Text: text}
	}); err != nil {
		return err
	}
	return t.saysOfEntry(ctx, p.ID, m.sees, "Seen.", func(text readiness.EntryText) readiness.VisitEntryCommand {
		return readiness.SettleVisitEntry{Text: text}
	})
}

// saysOfEntry writes about an entry, some minutes later, and asks the command that carries the text.
func (t *town) saysOfEntry(ctx context.Context, id, person, text string, c func(readiness.EntryText) readiness.VisitEntryCommand) error {
	t.now = t.now.Add(17 * time.Minute)
	by, err := t.actor(ctx, person)
	if err != nil {
		return err
	}
	kept, err := t.db.KeepEntryText(ctx, id, text, t.asked(by))
	if err != nil {
		return err
	}
	asking := c(kept)
	err = t.entryTurn(ctx, id, func(x readiness.VisitEntry) (readiness.VisitEntry, readiness.Event, error) {
		return x.Do(asking, t.asked(by), t.now)
	})
	if err != nil {
		return fmt.Errorf("%s as %s: %w", asking.Name(), by.Name, err)
	}
	return nil
}

// onSite lives one day with the inspectors: what they ask for, the concern of the first day, and the meeting at its end.
func (t *town) onSite(r *reception, day calendar.Date, n int) func(context.Context) error {
	return func(ctx context.Context) error {
		t.clock(day, 9, 20)
		focus, lead := r.plan.Focus[0], t.staff.lead.PersonID
		for _, a := range askedOnSite[n] {
			m := remark{kind: readiness.EntryRequest, focus: focus, inspector: a.inspector, by: lead, owner: t.answersFor(a.part, r), sees: lead, asked: a.asked, did: a.did, missing: a.missing}
			if a.child {
				sample, err := t.db.SampleView(ctx, t.staff.lead, r.id, focus)
				if err != nil {
					return err
				}
				child, _ := sample.Sample.Child(sample.Sample.Drawn[len(sample.Sample.Drawn)-1].ChildID)
				m.kind, m.ref, m.owner = readiness.EntryConcern, child.Ref, ""
			}
			if err := t.settlesAtOnce(ctx, r.id, m); err != nil {
				return err
			}
		}
		t.clock(day, 16, 40)
		return t.db.WriteVisitDay(ctx, r.id, day, notesOnSite[n], t.asked(t.staff.lead))
	}
}

// answersFor is who answers what inspectors ask about a part of the visit.
func (t *town) answersFor(part string, r *reception) string {
	switch part {
	case "audits":
		return t.staff.senior[readiness.QualityAssurance]
	case "communications":
		return t.staff.council[readiness.AssistantDirector][0]
	}
	return r.plan.Leads[0]
}

// hearsFeedback keeps what inspectors said at the end under embargo, readable for whoever leads the focus area and for quality assurance.
func (t *town) hearsFeedback(r *reception, day calendar.Date) func(context.Context) error {
	return func(ctx context.Context) error {
		t.clock(day, 17, 10)
		if err := t.db.SetEmbargo(ctx, r.id, readiness.SetEmbargo{Readers: t.readers(r)}, t.asked(t.staff.lead)); err != nil {
			return err
		}
		for _, f := range saidAtTheEnd {
			if err := t.db.AddFeedback(ctx, r.id, f, t.asked(t.staff.lead)); err != nil {
				return err
			}
		}
		return nil
	}
}

// publishes lifts the embargo: the letter may be spoken of.
func (t *town) publishes(r *reception) func(context.Context) error {
	return func(ctx context.Context) error {
		return t.db.SetEmbargo(ctx, r.id, readiness.SetEmbargo{Readers: t.readers(r), Lift: "yes"}, t.asked(t.staff.lead))
	}
}

// readers are who reads it under its embargo.
func (t *town) readers(r *reception) []string {
	return []string{r.plan.Leads[0], t.staff.senior[readiness.QualityAssurance]}
}
