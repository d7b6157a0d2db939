package demo

import (
	"context"
	"slices"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// homeYear is how many months of visits to children's homes there are, beside the present one.
const homeYear = 12

// Working days from a visit to its report, and from there to its copies.
const reportedIn, copiedIn = 6, 2

// A household is one children's home as its visits go on.
type household struct {
	*town
	dwelling
	id       string
	visitors []string // who go there, in turn
}

// openHomes has quality assurance keep three children's homes and four visitors, and goes through a year of visits.
func (t *town) openHomes() {
	on := readiness.MonthOf(t.today).AddMonths(-homeYear)
	t.on(on.AddDays(-14), func(ctx context.Context) error {
		by, err := t.keepsHomes(ctx)
		if err != nil {
			return err
		}
		ids := map[string]string{}
		for i, d := range dwellings {
			home := readiness.SaveHome{Name: d.name, RunBy: d.runBy, Provider: d.provider, Manager: d.manager, Places: d.places, AreaID: t.staff.areas[t.county.Areas[i%len(t.county.Areas)]], From: on}
			saved, err := t.db.SaveHome(ctx, "", home, t.asked(by))
			if err != nil {
				return err
			}
			ids[d.name] = saved.ID
		}
		visitors, err := t.nameVisitors(ctx, by, on, ids)
		if err != nil {
			return err
		}
		for _, d := range dwellings {
			h := &household{town: t, dwelling: d, id: ids[d.name]}
			for _, name := range d.visitors {
				h.visitors = append(h.visitors, visitors[name])
			}
			h.live(on)
		}
		return nil
	})
}

// on has something done on a day, or on the first working day after it.
func (t *town) on(day calendar.Date, do func(context.Context) error) {
	day = t.calendar.Next(day)
	t.talks[day] = append(t.talks[day], do)
}

// keepsHomes is who keeps the visits: somebody from quality assurance.
func (t *town) keepsHomes(ctx context.Context) (readiness.Actor, error) {
	return t.actor(ctx, t.staff.senior[readiness.QualityAssurance])
}

func (t *town) nameVisitors(ctx context.Context, by readiness.Actor, on calendar.Date, homes map[string]string) (map[string]string, error) {
	ids := map[string]string{}
	for _, c := range callers {
		s := readiness.SaveHomeVisitor{Name: c.name, Role: c.role, From: on}
		s.HomeDeclaration = readiness.HomeDeclaration{Works: c.works, Employer: c.employer, DeclaredOn: calendar.DateOf(t.now)}
		if c.tie != "" {
			s.Ties = []string{homes[c.tie]}
		}
		saved, err := t.db.SaveHomeVisitor(ctx, "", s, t.asked(by))
		if err != nil {
			return nil, err
		}
		ids[c.name] = saved.ID
	}
	return ids, nil
}

// live plans a home's year: a visit in every month but those that it misses, and in the months ahead that are planned already.
func (h *household) live(from calendar.Date) {
	for back := homeYear; back >= -h.ahead; back-- {
		month := from.AddMonths(homeYear - back)
		day := h.calendar.Next(month.AddDays(h.day - 1))
		visitor := h.visitors[(homeYear-back)%len(h.visitors)]
		switch {
		case slices.Contains(h.misses, back):
		case day.Before(h.today):
			h.on(day, func(ctx context.Context) error { return h.visit(ctx, visitor, day, back) })
		default:
			h.before(3, func(ctx context.Context) error {
				_, err := h.save(ctx, readiness.SaveHomeVisit{VisitorID: visitor, On: day, Announced: "no", Held: "no"})
				return err
			})
		}
	}
}

func (h *household) save(ctx context.Context, s readiness.SaveHomeVisit) (readiness.HomeVisit, error) {
	by, err := h.keepsHomes(ctx)
	if err != nil {
		return readiness.HomeVisit{}, err
	}
	return h.db.SaveHomeVisit(ctx, h.id, "", s, h.asked(by))
}

// visit records a visit of the day, and has its report follow.
func (h *household) visit(ctx context.Context, visitor string, day calendar.Date, back int) error {
	s := readiness.SaveHomeVisit{VisitorID: visitor, On: day, Announced: "no", Held: "yes"}
	if back%5 == 0 {
		s.Announced = "yes"
	}
	v, err := h.save(ctx, s)
	if err != nil || slices.Contains(h.unwritten, back) {
		return err
	}
	h.later(day, reportedIn, func(ctx context.Context) error { return h.report(ctx, v, back) })
	return nil
}

// report writes the report of a visit, enters what it recommends, and has copies sent.
func (h *household) report(ctx context.Context, v readiness.HomeVisit, back int) error {
	by, err := h.keepsHomes(ctx)
	if err != nil {
		return err
	}
	if err := h.db.WriteHomeReport(ctx, v.ID, h.words(back), h.asked(by)); err != nil {
		return err
	}
	for _, a := range advice {
		if a.home == h.name && a.back == back {
			if err := h.recommend(ctx, v, a, by); err != nil {
				return err
			}
		}
	}
	h.later(calendar.DateOf(h.now), copiedIn, func(ctx context.Context) error {
		for _, to := range []string{"ofsted", "provider", "manager"} {
			if err := h.db.SendHomeCopy(ctx, v.ID, readiness.SendHomeCopy{To: to, On: calendar.DateOf(h.now)}, h.asked(by)); err != nil {
				return err
			}
		}
		if back != evident {
			return nil
		}
		_, err := readiness.House{HomeVisits: h.db, Evidence: h.db}.AttachHomeReport(ctx, v.ID, []string{"CC08", "CC13"}, h.asked(by))
		return err
	})
	return nil
}

// recommend enters a recommendation; one is done later, and one is answered by what the plan does already.
func (h *household) recommend(ctx context.Context, v readiness.HomeVisit, a counsel, by readiness.Actor) error {
	today := calendar.DateOf(h.now)
	r, err := h.db.RecommendAtHome(ctx, v.ID, readiness.RecommendAtHome{Text: a.text, Standard: a.standard, Due: today.AddDays(a.days)}, h.asked(by))
	if err != nil {
		return err
	}
	if a.done != "" {
		h.later(today, a.days/2, func(ctx context.Context) error {
			return h.db.CloseHomeRecommendation(ctx, r.ID, readiness.CloseHomeRecommendation{Outcome: "done", Why: a.done}, h.asked(by))
		})
	}
	if !a.known {
		return nil
	}
	found, err := h.db.PracticeFindings(ctx, by, readiness.PracticeFindingQuery{Source: "regulation_44", State: "answered", Limit: 1})
	if err != nil || len(found.Rows) == 0 {
		return err
	}
	return h.db.HomeRecommendationFound(ctx, r.ID, found.Rows[0].ID, h.asked(by))
}
