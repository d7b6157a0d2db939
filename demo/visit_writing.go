package demo

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// papersOfFirst arranges what was written for the visit that is over: a position statement before its audits and one with them, timetable and people, and a
// pack before most of it was there and one after.
func (t *town) papersOfFirst(r *reception) {
	ahead := func(days int, do func(context.Context) error) {
		t.on(t.calendar.Add(r.plan.On, -days, calendar.Exclusive), do)
	}
	ahead(24, t.writesPosition(r, r.plan.Leads[0], leaversBefore))
	ahead(10, t.makesPack(r))
	ahead(9, t.setsTimetable(r, t.staff.council[readiness.AssistantDirector][0], firstTimetable))
	ahead(8, t.setsInterviewees(r, r.plan.Leads[0], firstSpeakers))
	ahead(4, t.writesPosition(r, r.plan.Leads[0], leaversAudited))
	ahead(2, t.makesPack(r))
}

// Working days before today on which a pack of the visit that comes was asked for: the first rests on lists that are not the newest any more.
const (
	firstPacked = 26
	nextPacked  = 2
)

// papersOfNext arranges what is written so far for the visit that comes: care leavers are ahead again, missing children have a draft from before their lead
// went on leave, and exploitation has nothing. Its timetable is that of the first day.
func (t *town) papersOfNext(r *reception) {
	lead := t.staff.lead.PersonID
	t.before(firstPacked, t.makesPack(r))
	t.before(6, t.writesPosition(r, lead, leaversOutline))
	t.before(6, t.writesPosition(r, r.plan.Leads[2], missingDraft))
	t.before(4, t.writesPosition(r, r.plan.Leads[0], leaversNow))
	t.before(3, t.setsTimetable(r, lead, nextTimetable))
	t.before(3, t.setsInterviewees(r, r.plan.Leads[0], nextSpeakers))
	t.before(nextPacked, t.makesPack(r))
}

// writesPosition has somebody write the position statement of a focus area over the version that is there.
func (t *town) writesPosition(r *reception, person string, w readiness.WritePosition) func(context.Context) error {
	return t.paper(r, person, func(ctx context.Context, v readiness.VisitWriting, asked readiness.Asked) error {
		last, _ := v.Position(w.Focus)
		w.Version = last.Version
		_, err := t.db.WritePosition(ctx, r.id, w, asked)
		return err
	})
}

// A session is one line of a timetable, so many working days after the first on site.
type session struct {
	day                            int
	from, until, what, where, with string
}

func (t *town) setsTimetable(r *reception, person string, sessions []session) func(context.Context) error {
	return t.paper(r, person, func(ctx context.Context, v readiness.VisitWriting, asked readiness.Asked) error {
		w := readiness.SetTimetable{Version: v.TimetableVersion}
		for _, s := range sessions {
			on := t.calendar.Add(r.plan.On, s.day, calendar.Exclusive)
			w.Sessions = append(w.Sessions, readiness.VisitSession{On: on, From: s.from, Until: s.until, What: s.what, Where: s.where, With: s.with})
		}
		return t.db.SetTimetable(ctx, r.id, w, asked)
	})
}

// A speaker is somebody to whom inspectors speak: whoever has a role, whoever leads the focus area, or a group.
type speaker struct {
	role         readiness.Role // area head: whoever leads the focus area
	group        string         // "" for one of the council's people
	post, focus  string
	notConfirmed bool
}

func (t *town) setsInterviewees(r *reception, person string, speakers []speaker) func(context.Context) error {
	return t.paper(r, person, func(ctx context.Context, v readiness.VisitWriting, asked readiness.Asked) error {
		w := readiness.SetInterviewees{Version: v.IntervieweesVersion}
		for _, s := range speakers {
			i := readiness.VisitInterviewee{Who: s.group, Post: s.post, Focus: s.focus, Confirmed: "yes"}
			if s.notConfirmed {
				i.Confirmed = ""
			}
			if s.group == "" {
				who, err := t.db.Person(ctx, t.speaks(r, s))
				if err != nil {
					return err
				}
				i.Who = who.Name
			}
			w.People = append(w.People, i)
		}
		return t.db.SetInterviewees(ctx, r.id, w, asked)
	})
}

// speaks is who it is.
func (t *town) speaks(r *reception, s speaker) string {
	if s.role == readiness.AreaHead {
		return r.plan.Leads[slices.Index(r.plan.Focus, s.focus)]
	}
	return t.staff.senior[s.role]
}

// paper has somebody write a paper of a visit, with what is written before them.
func (t *town) paper(r *reception, person string, write func(context.Context, readiness.VisitWriting, readiness.Asked) error) func(context.Context) error {
	return func(ctx context.Context) error {
		t.passes()
		by, err := t.actor(ctx, person)
		if err != nil {
			return err
		}
		v, err := t.db.VisitWriting(ctx, by, r.id)
		if err != nil {
			return err
		}
		if err := write(ctx, v, t.asked(by)); err != nil {
			return fmt.Errorf("a paper of the visit planned on %s, as %s: %w", r.planned, by.Name, err)
		}
		return nil
	}
}

// makesPack has whoever runs visits freeze a pack.
func (t *town) makesPack(r *reception) func(context.Context) error {
	return func(ctx context.Context) error {
		t.passes()
		_, err := t.db.MakeVisitPack(ctx, r.id, t.asked(t.staff.lead))
		return err
	}
}

// passes lets some minutes go by, so that not everything is written on the hour: the same ones on the same day.
func (t *town) passes() {
	t.now = t.now.Add(time.Duration(2+t.chances("paper "+calendar.DateOf(t.now).String()).IntN(40)) * time.Minute)
}
